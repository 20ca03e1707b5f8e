with

rows_received as (

    select * from {{ ref('retail__stg_products__classified') }}
    where quarantine_reason is null

),

{{ history('rows_received', 'product_id', ['product_name', 'category', 'price']) }},

final as (

    select
        {{ surrogate_key(['product_id', 'valid_from_text']) }} as product_version_key,
        {{ surrogate_key(['product_id']) }} as product_key,
        product_id,
        product_name,
        category,
        price,
        valid_from,
        valid_to,
        is_first,
        valid_to is null as is_current
    from periods

)

select * from final
