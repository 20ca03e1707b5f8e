{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='order_id',
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

{{ touched_keys('order_id') }},

-- The furthest step of an order's life decides, in whatever order its events come; of two ends the later one.
order_events as (

    select
        *,
        row_number() over (
            partition by order_id
            order by
                case event_type when 'order_create' then 1 when 'order_paid' then 2 else 3 end desc,
                event_timestamp desc,
                event_id desc
        ) as decides,
        row_number() over (
            partition by order_id
            order by event_type = 'order_create' desc, event_timestamp, event_id
        ) as opens
    from events
    where order_id in (select order_id from keys)

),

merged as (

    select
        order_id,
        max(case when decides = 1 then coalesce(order_customer_id, customer_id) end) as customer_id,
        max(case when opens = 1 then session_id end) as session_id,
        max(case when decides = 1 then event_id end) as deciding_event_id,
        max(case when decides = 1 then event_type end) as deciding_event_type,
        count(*) as events,
        -- what an event says of another step holds where that step's own event is missing
        coalesce(
            min(case when event_type = 'order_create' then event_timestamp end),
            min(order_created_at),
            min(event_timestamp)
        ) as created_at,
        coalesce(min(case when event_type = 'order_paid' then event_timestamp end), min(paid_at)) as paid_at,
        coalesce(
            min(case when event_type = 'order_fulfilled' then event_timestamp end), min(fulfilled_at)
        ) as fulfilled_at,
        coalesce(
            min(case when event_type = 'order_cancelled' then event_timestamp end), min(cancelled_at)
        ) as cancelled_at
    from order_events
    group by order_id

),

deciding_events as (

    select * from order_events
    where decides = 1

),

final as (

    select
        keys.order_id,
        merged.customer_id,
        merged.session_id,
        case merged.deciding_event_type
            when 'order_create' then 'created'
            when 'order_paid' then 'paid'
            when 'order_fulfilled' then 'fulfilled'
            when 'order_cancelled' then 'cancelled'
        end as order_status,
        merged.created_at,
        merged.paid_at,
        merged.fulfilled_at,
        merged.cancelled_at,
        deciding_events.cancel_reason,
        deciding_events.subtotal,
        deciding_events.tax,
        deciding_events.tax_rate,
        deciding_events.shipping,
        deciding_events.total_amount,
        deciding_events.currency,
        deciding_events.payment_method,
        deciding_events.shipping_street,
        deciding_events.shipping_city,
        deciding_events.shipping_postal_code,
        deciding_events.shipping_country,
        deciding_events.items,
        coalesce(merged.events, 0) as events,
        keys._arrived_at
    from keys
    left join merged
        on keys.order_id = merged.order_id
    left join deciding_events
        on keys.order_id = deciding_events.order_id

)

select * from final
