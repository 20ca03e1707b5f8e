-- How far sessions come, by channel and device, over all hours.
with

hours as (

    select * from {{ ref('events__funnel_hourly') }}

)

select
    channel,
    device,
    sum(sessions) as sessions,
    sum(cart_sessions) as cart_sessions,
    sum(checkout_sessions) as checkout_sessions,
    sum(order_sessions) as order_sessions,
    round(sum(order_sessions) / sum(sessions), 4) as conversion_rate
from hours
group by channel, device
order by sessions desc, channel, device
