{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='session_id',
    on_schema_change='fail'
) }}

with

copies as (

    select * from {{ ref('events__stg_events__copies') }}
    where quarantine_reason is null

),

events as (

    select * from {{ ref('events__stg_events') }}

),

{{ touched_keys('session_id') }},

session_events as (

    select * from events
    where session_id in (select session_id from keys)

),

-- What the back office and the shop's timer send later does not stretch a session.
browsing as (

    select
        *,
        row_number() over (partition by session_id order by event_timestamp, event_id) as oldest_first,
        case event_type
            when 'product_view' then 1
            when 'cart_add' then 2
            when 'checkout_start' then 3
            when 'order_create' then 4
        end as step
    from session_events
    where event_type in ({{ browsing_types() }})

),

visits as (

    select
        session_id,
        max(case when oldest_first = 1 then customer_id end) as customer_id,
        max(case when oldest_first = 1 then channel end) as channel,
        max(case when oldest_first = 1 then device end) as device,
        min(event_timestamp) as session_start_at,
        max(event_timestamp) as session_end_at,
        count(*) as events,
        count_if(event_type = 'product_view') as product_views,
        max(step) as furthest_step
    from browsing
    group by session_id

),

-- A session has one cart; of its events the last one says what is in it.
last_cart_events as (

    select
        session_id,
        event_id,
        cart_id,
        items
    from session_events
    where event_type in ({{ cart_types() }})
    qualify row_number() over (partition by session_id order by event_timestamp desc, event_id desc) = 1

),

carts as (

    select
        last_cart_events.session_id,
        last_cart_events.cart_id,
        sum(
            {{ json_amount('item.value:product.price') }}
            * try_to_number({{ scalar_text('item.value:quantity') }}, 18, 0)
        ) as cart_value
    from last_cart_events,
        lateral flatten(input => last_cart_events.items, outer => true, mode => 'ARRAY') as item
    group by last_cart_events.session_id, last_cart_events.cart_id

),

abandonments as (

    select
        session_id,
        event_timestamp as abandoned_at,
        abandon_stage
    from session_events
    where event_type = 'cart_abandon'
    qualify row_number() over (partition by session_id order by event_timestamp desc, event_id desc) = 1

),

final as (

    select
        keys.session_id,
        visits.customer_id,
        visits.channel,
        visits.device,
        visits.session_start_at,
        visits.session_end_at,
        datediff(millisecond, visits.session_start_at, visits.session_end_at) / 1000 as session_seconds,
        coalesce(visits.events, 0) as events,
        coalesce(visits.product_views, 0) as product_views,
        coalesce(visits.furthest_step, 0) as furthest_step,
        case visits.furthest_step
            when 1 then 'product_view'
            when 2 then 'cart_add'
            when 3 then 'checkout_start'
            when 4 then 'order_create'
        end as furthest_step_name,
        coalesce(visits.events = 1, false) as is_bounce,
        carts.session_id is not null as has_cart,
        carts.cart_id,
        cast(carts.cart_value as number(18, 2)) as cart_value,
        -- an order that came after all is no abandonment
        case when coalesce(visits.furthest_step, 0) < 4 then abandonments.abandon_stage end as abandon_stage,
        case when coalesce(visits.furthest_step, 0) < 4 then abandonments.abandoned_at end as abandoned_at,
        keys._arrived_at
    from keys
    left join visits
        on keys.session_id = visits.session_id
    left join carts
        on keys.session_id = carts.session_id
    left join abandonments
        on keys.session_id = abandonments.session_id

)

select * from final
