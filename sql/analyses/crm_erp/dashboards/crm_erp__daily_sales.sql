-- How do sales develop? Lines of orders by day of the order and country of the customer; the undated ones have no day.
with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

customers as (

    select * from {{ ref('crm_erp__dim_customers') }}

),

-- An order is counted with its first line and a customer with the first order, so that both can be summed.
numbered as (

    select
        order_date,
        customer_key,
        quantity,
        sales_amount,
        row_number() over (partition by order_number order by order_date nulls last, sales_line_key) as line_of_order,
        row_number() over (
            partition by customer_key order by order_date nulls last, order_number, sales_line_key
        ) as line_of_customer
    from sales

),

days as (

    select
        numbered.order_date,
        coalesce(customers.country, 'n/a') as country,
        count(*) as order_lines,
        count_if(numbered.line_of_order = 1) as orders,
        count_if(numbered.line_of_customer = 1) as new_customers,
        sum(numbered.quantity) as quantity,
        sum(numbered.sales_amount) as sales
    from numbered
    left join customers
        on numbered.customer_key = customers.customer_key
    group by numbered.order_date, coalesce(customers.country, 'n/a')

)

select * from days
order by order_date, country
