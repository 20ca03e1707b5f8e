with

products as (

    select * from {{ ref('retail__stg_products') }}

),

final as (

    select
        {{ surrogate_key(['product_id']) }} as product_key,
        product_id,
        product_name,
        coalesce(category, 'Unknown') as category,
        price
    from products

)

select * from final
