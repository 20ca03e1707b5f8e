-- When do customers come? Sessions by day and by hour of the day (UTC) in which they began.
with

hours as (

    select * from {{ ref('events__funnel_hourly') }}

),

days as (

    select
        hour_at::date as session_date,
        hour(hour_at) as hour_of_day,
        sum(sessions) as sessions,
        sum(order_sessions) as order_sessions
    from hours
    group by hour_at::date, hour(hour_at)

)

select * from days
order by session_date, hour_of_day
