-- What do customers order? Orders by day, and channel and device of the session in which they were placed.
with

orders as (

    select * from {{ ref('events__analytics_orders') }}

),

days as (

    select
        order_date,
        coalesce(channel, 'unknown') as channel,
        coalesce(device, 'unknown') as device,
        count(*) as orders,
        count_if(order_status = 'fulfilled') as fulfilled_orders,
        count_if(order_status = 'cancelled') as cancelled_orders,
        count_if(is_first_order) as new_customers,
        sum(revenue) as revenue
    from orders
    group by order_date, coalesce(channel, 'unknown'), coalesce(device, 'unknown')

)

select * from days
order by order_date, channel, device
