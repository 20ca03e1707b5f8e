-- Which products carry the sales? Every product with a dated line, over all time.
with

products as (

    select
        product_name,
        product_number,
        category,
        product_segment,
        total_orders as orders,
        total_quantity as quantity,
        total_sales as sales
    from {{ ref('crm_erp__report_products') }}

)

select * from products
order by sales desc, product_number
