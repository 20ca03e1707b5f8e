with

sales as (

    select sales.*
    from {{ ref('retail__fct_sales') }} as sales
    inner join {{ ref('retail__as_of') }} as as_of
        on sales.sale_date <= as_of.as_of_date

),

customers as (

    select * from {{ ref('retail__dim_customers') }}

),

as_of as (

    select * from {{ ref('retail__as_of') }}

),

per_customer as (

    select
        customer_key,
        count(*) as sales,
        count(distinct product_key) as products,
        sum(quantity) as quantity,
        sum(sales_amount) as sales_amount,
        min(sale_date) as first_sale_date,
        max(sale_date) as last_sale_date
    from sales
    group by customer_key

),

final as (

    select
        customers.customer_key,
        customers.customer_id,
        customers.customer_name,
        customers.country,
        coalesce(per_customer.sales, 0) as sales,
        coalesce(per_customer.products, 0) as products,
        coalesce(per_customer.quantity, 0) as quantity,
        coalesce(per_customer.sales_amount, 0) as sales_amount,
        round(per_customer.sales_amount / per_customer.sales, 2) as avg_sale_amount,
        per_customer.first_sale_date,
        per_customer.last_sale_date,
        datediff(day, per_customer.last_sale_date, as_of.as_of_date) as days_since_last_sale,
        case
            when per_customer.sales is null then 'None'
            when datediff(day, per_customer.last_sale_date, as_of.as_of_date) <= 30 then 'Active'
            when datediff(day, per_customer.last_sale_date, as_of.as_of_date) <= 90 then 'Quiet'
            else 'Inactive'
        end as activity,
        as_of.as_of_date
    from customers
    cross join as_of
    left join per_customer
        on customers.customer_key = per_customer.customer_key

)

select * from final
