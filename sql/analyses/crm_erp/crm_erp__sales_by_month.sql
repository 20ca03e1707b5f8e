-- Sales by month of the order, with the running total. The undated lines are a row of their own.
with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

monthly as (

    select
        date_trunc('month', order_date) as order_month,
        count(distinct order_number) as orders,
        count(distinct customer_key) as customers,
        sum(quantity) as quantity,
        sum(sales_amount) as sales
    from sales
    group by date_trunc('month', order_date)

)

select
    order_month,
    orders,
    customers,
    quantity,
    sales,
    sum(sales) over (order by order_month rows between unbounded preceding and current row) as running_sales
from monthly
order by order_month
