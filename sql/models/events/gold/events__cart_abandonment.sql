with

sessions as (

    select * from {{ ref('events__int_session_events') }}

),

abandoned as (

    select
        abandoned_at::date as abandon_date,
        abandon_stage,
        count(*) as abandoned_carts,
        sum(coalesce(cart_value, 0)) as abandoned_value
    from sessions
    where abandon_stage is not null
    group by abandoned_at::date, abandon_stage

),

final as (

    select
        abandon_date,
        abandon_stage,
        abandoned_carts,
        abandoned_value,
        round(abandoned_value / abandoned_carts, 2) as avg_abandoned_value
    from abandoned

)

select * from final
