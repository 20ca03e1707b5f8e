with

base as (

    select * from {{ ref('crm_erp__base_erp_categories') }}

),

classified as (

    select * from {{ ref('crm_erp__stg_erp_categories__classified') }}

),

accepted_keys as (

    select distinct category_id from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.category_id,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'id', base.category_id,
            'cat', base.category,
            'subcat', base.subcategory,
            'maintenance', base.maintenance
        ) as raw,
        accepted_keys.category_id is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_keys
        on classified.category_id = accepted_keys.category_id
    where classified._class = 'quarantined'

)

select * from quarantined
