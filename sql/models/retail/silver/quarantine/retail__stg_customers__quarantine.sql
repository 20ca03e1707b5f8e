with

base as (

    select * from {{ ref('retail__base_customers') }}

),

classified as (

    select * from {{ ref('retail__stg_customers__classified') }}

),

accepted_keys as (

    select distinct customer_id from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.customer_id,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'customer_id', base.customer_id,
            'name', base.customer_name,
            'country', base.country,
            'email', base.email
        ) as raw,
        accepted_keys.customer_id is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_keys
        on classified.customer_id = accepted_keys.customer_id
    where classified._class = 'quarantined'

)

select * from quarantined
