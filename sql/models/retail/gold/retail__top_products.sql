with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

products as (

    select * from {{ ref('retail__dim_products') }}

),

-- by product id: names are not unique
per_product as (

    select
        products.product_key,
        products.product_id,
        products.product_name,
        products.category,
        products.price as current_price,
        count(sales.sale_id) as sales,
        coalesce(sum(sales.quantity), 0) as quantity,
        coalesce(sum(sales.sales_amount), 0) as sales_amount
    from products
    left join sales
        on products.product_key = sales.product_key
    group by
        products.product_key, products.product_id, products.product_name, products.category, products.price

),

final as (

    select
        row_number() over (order by sales_amount desc, quantity desc, product_id) as sales_rank,
        product_key,
        product_id,
        product_name,
        category,
        current_price,
        sales,
        quantity,
        sales_amount
    from per_product

)

select * from final
