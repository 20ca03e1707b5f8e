-- Where are the customers? Orders by day and country of the customer.
with

orders as (

    select * from {{ ref('events__analytics_orders') }}

),

days as (

    select
        order_date,
        coalesce(country, 'unknown') as country,
        count(*) as orders,
        count_if(order_status = 'fulfilled') as fulfilled_orders,
        sum(revenue) as revenue
    from orders
    group by order_date, coalesce(country, 'unknown')

)

select * from days
order by order_date, country
