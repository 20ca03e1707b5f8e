-- Orders placed and revenue of each day, with the mean revenue of seven rows.
with

orders as (

    select * from {{ ref('events__fct_orders') }}

),

daily as (

    select
        order_date,
        count(*) as orders,
        count_if(order_status = 'fulfilled') as fulfilled_orders,
        count_if(order_status = 'cancelled') as cancelled_orders,
        sum(revenue) as revenue
    from orders
    group by order_date

)

select
    order_date,
    orders,
    fulfilled_orders,
    cancelled_orders,
    revenue,
    round(avg(revenue) over (order by order_date rows between 6 preceding and current row), 2) as mean_revenue_7_days
from daily
order by order_date
