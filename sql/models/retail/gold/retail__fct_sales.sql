with

sales as (

    select * from {{ ref('retail__stg_sales') }}

),

prices as (

    select * from {{ ref('retail__dim_products_history') }}

),

-- The price that was valid when the sale was made. Before the first price that is known, that one.
priced as (

    select
        sales.sale_id,
        sales.customer_id,
        sales.product_id,
        sales.quantity,
        sales.sold_at,
        prices.product_version_key,
        prices.price as unit_price
    from sales
    left join prices
        on sales.product_id = prices.product_id
        and (sales.sold_at >= prices.valid_from or prices.is_first)
        and (sales.sold_at < prices.valid_to or prices.valid_to is null)

),

final as (

    select
        {{ surrogate_key(['sale_id']) }} as sale_key,
        sale_id,
        {{ surrogate_key(['customer_id']) }} as customer_key,
        {{ surrogate_key(['product_id']) }} as product_key,
        product_version_key,
        sold_at,
        sold_at::date as sale_date,
        quantity,
        unit_price,
        cast(quantity * unit_price as number(18, 2)) as sales_amount
    from priced

)

select * from final
