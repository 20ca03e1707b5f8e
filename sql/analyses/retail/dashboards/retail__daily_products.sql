-- Which products sell? Sales by day and product; products of one name stay apart by their number.
with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

products as (

    select * from {{ ref('retail__dim_products') }}

),

days as (

    select
        sales.sale_date,
        coalesce(products.product_name, 'Unknown') || ' (' || coalesce(products.product_id::varchar, '?') || ')' as product,
        coalesce(products.category, 'Unknown') as category,
        count(*) as sales,
        sum(sales.quantity) as quantity,
        sum(sales.sales_amount) as sales_amount
    from sales
    left join products
        on sales.product_key = products.product_key
    group by
        sales.sale_date,
        coalesce(products.product_name, 'Unknown') || ' (' || coalesce(products.product_id::varchar, '?') || ')',
        coalesce(products.category, 'Unknown')

)

select * from days
order by sale_date, product, category
