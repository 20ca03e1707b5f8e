-- What is sold? Sales by month of the order, country of the customer, category and subcategory.
-- Lines without a date have no month.
with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

customers as (

    select * from {{ ref('crm_erp__dim_customers') }}

),

products as (

    select * from {{ ref('crm_erp__dim_products') }}

),

months as (

    select
        date_trunc(month, sales.order_date)::date as order_month,
        coalesce(customers.country, 'n/a') as country,
        coalesce(products.category, 'n/a') as category,
        coalesce(products.subcategory, 'n/a') as subcategory,
        sum(sales.quantity) as quantity,
        sum(sales.sales_amount) as sales
    from sales
    left join customers
        on sales.customer_key = customers.customer_key
    left join products
        on sales.product_key = products.product_key
    group by
        date_trunc(month, sales.order_date)::date,
        coalesce(customers.country, 'n/a'),
        coalesce(products.category, 'n/a'),
        coalesce(products.subcategory, 'n/a')

)

select * from months
order by order_month, country, category, subcategory
