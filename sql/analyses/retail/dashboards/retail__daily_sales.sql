-- How do sales develop? Sales by day, country of the customer and category of the product.
with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

customers as (

    select * from {{ ref('retail__dim_customers') }}

),

products as (

    select * from {{ ref('retail__dim_products') }}

),

-- A customer is counted with the first sale, so that customers can be summed.
numbered as (

    select
        *,
        row_number() over (partition by customer_key order by sold_at, sale_id) as sale_of_customer
    from sales

),

days as (

    select
        numbered.sale_date,
        coalesce(customers.country, 'UNKNOWN') as country,
        coalesce(products.category, 'Unknown') as category,
        count(*) as sales,
        count_if(numbered.sale_of_customer = 1) as new_customers,
        sum(numbered.quantity) as quantity,
        sum(numbered.sales_amount) as sales_amount
    from numbered
    left join customers
        on numbered.customer_key = customers.customer_key
    left join products
        on numbered.product_key = products.product_key
    group by numbered.sale_date, coalesce(customers.country, 'UNKNOWN'), coalesce(products.category, 'Unknown')

)

select * from days
order by sale_date, country, category
