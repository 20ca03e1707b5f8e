with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

customers as (

    select * from {{ ref('crm_erp__dim_customers') }}

),

as_of as (

    select * from {{ ref('crm_erp__as_of') }}

),

dated as (

    select sales.*
    from sales
    cross join as_of
    where sales.order_date <= as_of.as_of_date

),

per_customer as (

    select
        customer_key,
        min(order_date) as first_order_date,
        max(order_date) as last_order_date,
        datediff(month, min(order_date), max(order_date)) as lifespan_months,
        count(distinct order_number) as total_orders,
        sum(sales_amount) as total_sales,
        sum(quantity) as total_quantity,
        count(distinct product_key) as total_products
    from dated
    group by customer_key

),

aged as (

    select
        customers.customer_key,
        customers.customer_number,
        customers.first_name,
        customers.last_name,
        as_of.as_of_date,
        -- DATEDIFF counts the turns of the year: one too many before the birthday
        datediff(year, customers.birthdate, as_of.as_of_date)
        - case
            when dateadd(
                year, datediff(year, customers.birthdate, as_of.as_of_date), customers.birthdate
            ) > as_of.as_of_date then 1
            else 0
        end as age
    from customers
    cross join as_of

),

report as (

    select
        aged.customer_key,
        aged.customer_number,
        aged.first_name,
        aged.last_name,
        aged.age,
        case
            when aged.age is null then 'unknown'
            when aged.age < 20 then '<20'
            when aged.age < 30 then '20-29'
            when aged.age < 40 then '30-39'
            when aged.age < 50 then '40-49'
            else '50+'
        end as age_group,
        case
            when per_customer.lifespan_months < 12 then 'New'
            when per_customer.total_sales > 5000 then 'VIP'
            else 'Regular'
        end as customer_segment,
        per_customer.first_order_date,
        per_customer.last_order_date,
        datediff(month, per_customer.last_order_date, aged.as_of_date) as recency_months,
        per_customer.lifespan_months,
        per_customer.total_orders,
        per_customer.total_sales,
        per_customer.total_quantity,
        per_customer.total_products,
        round(per_customer.total_sales / per_customer.total_orders, 2) as avg_order_value,
        round(per_customer.total_sales / greatest(per_customer.lifespan_months, 1), 2) as avg_monthly_spend,
        aged.as_of_date
    from per_customer
    inner join aged
        on per_customer.customer_key = aged.customer_key

)

select * from report
