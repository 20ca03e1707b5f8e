with

base as (

    select * from {{ ref('crm_erp__base_erp_locations') }}

),

classified as (

    select * from {{ ref('crm_erp__stg_erp_locations__classified') }}

),

accepted_keys as (

    select distinct customer_number from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.customer_number,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'cid', base.customer_number,
            'cntry', base.country
        ) as raw,
        accepted_keys.customer_number is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_keys
        on classified.customer_number = accepted_keys.customer_number
    where classified._class = 'quarantined'

)

select * from quarantined
