with

sessions as (

    select * from {{ ref('events__int_session_events') }}
    where events > 0

),

final as (

    select
        date_trunc('hour', session_start_at) as hour_at,
        coalesce(channel, 'unknown') as channel,
        coalesce(device, 'unknown') as device,
        count(*) as sessions,
        count_if(furthest_step >= 2) as cart_sessions,
        count_if(furthest_step >= 3) as checkout_sessions,
        count_if(furthest_step >= 4) as order_sessions,
        count_if(is_bounce) as bounces,
        count_if(abandon_stage is not null) as abandoned_sessions,
        round(count_if(furthest_step >= 2) / count(*), 4) as cart_rate,
        round(count_if(furthest_step >= 4) / count(*), 4) as conversion_rate
    from sessions
    group by date_trunc('hour', session_start_at), coalesce(channel, 'unknown'), coalesce(device, 'unknown')

)

select * from final
