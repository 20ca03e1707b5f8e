with

base as (

    select * from {{ ref('retail__base_products') }}

),

classified as (

    select * from {{ ref('retail__stg_products__classified') }}

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
            'product_id', base.product_id,
            'name', base.product_name,
            'category', base.category,
            'price', base.price
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
