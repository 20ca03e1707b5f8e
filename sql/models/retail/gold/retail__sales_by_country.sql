with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

customers as (

    select * from {{ ref('retail__dim_customers') }}

),

per_country as (

    select
        customers.country,
        count(*) as sales,
        count(distinct sales.customer_key) as customers,
        sum(sales.quantity) as quantity,
        sum(sales.sales_amount) as sales_amount
    from sales
    inner join customers
        on sales.customer_key = customers.customer_key
    group by customers.country

),

final as (

    select
        country,
        sales,
        customers,
        quantity,
        sales_amount,
        round(sales_amount / sales, 2) as avg_sale_amount
    from per_country

)

select * from final
