-- How far do sessions come? By day, channel and device; a session counts at every step up to its furthest.
with

hours as (

    select * from {{ ref('events__funnel_hourly') }}

),

days as (

    select
        hour_at::date as session_date,
        channel,
        device,
        sum(sessions) as sessions,
        sum(cart_sessions) as cart_sessions,
        sum(checkout_sessions) as checkout_sessions,
        sum(order_sessions) as order_sessions,
        sum(bounces) as bounces,
        sum(abandoned_sessions) as abandoned_sessions
    from hours
    group by hour_at::date, channel, device

)

select * from days
order by session_date, channel, device
