with

base as (

    select * from {{ ref('crm_erp__base_crm_products') }}

),

classified as (

    select * from {{ ref('crm_erp__stg_crm_products__classified') }}

),

accepted_keys as (

    select distinct product_id from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.product_id,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'prd_id', base.product_id,
            'prd_key', base.product_code,
            'prd_nm', base.product_name,
            'prd_cost', base.cost,
            'prd_line', base.product_line,
            'prd_start_dt', base.start_date,
            'prd_end_dt', base.end_date
        ) as raw,
        accepted_keys.product_id is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_keys
        on classified.product_id = accepted_keys.product_id
    where classified._class = 'quarantined'

)

select * from quarantined
