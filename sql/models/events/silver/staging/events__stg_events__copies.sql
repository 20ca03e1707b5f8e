{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['_file', '_row'],
    on_schema_change='fail'
) }}

with

received as (

    select * from {{ ref('events__base_events') }}
    where {{ arrived_after(ref('events__base_events'), arrived_at='_arrived_at') }}

),

keyed as (

    select
        {{ event_keys('payload') }},
        {{ json_amount('payload:order.total_amount') }} as total_amount,
        coalesce(is_object(payload), false) as is_event,
        payload,
        raw,
        _file,
        _row,
        _file_modified_at,
        _arrived_at
    from received

),

timed as (

    select
        *,
        {{ iso_utc('stated_timestamp') }} as event_timestamp,
        coalesce(event_type in ({{ order_types() }}), false) as is_order_event
    from keyed

),

judged as (

    select
        *,
        case
            when not is_event then 'not a JSON object'
            when event_id is null then 'no event_id'
            when event_type is null then 'no event_type'
            when event_type not in ({{ order_types() }}, {{ cart_types() }}, 'product_view') then 'unknown event_type'
            when session_id is null then 'no session_id'
            when stated_timestamp is null then 'no event_timestamp'
            when event_timestamp is null then 'event_timestamp is no UTC time'
            -- the file was written after its events happened; the clock of whoever sent this one is wrong
            when event_timestamp > dateadd(minute, 5, _file_modified_at) then 'ahead of its file'
            when is_order_event and order_id is null then 'no order_id'
            when is_order_event and (total_amount is null or total_amount < 0) then 'no total_amount'
        end as quarantine_reason
    from timed

),

final as (

    select
        event_id,
        event_type,
        event_timestamp,
        session_id,
        customer_id,
        case when is_order_event then order_id end as order_id,
        case when is_order_event then order_customer_id end as order_customer_id,
        quarantine_reason,
        case when quarantine_reason is not null then coalesce(payload, to_variant(raw)) end as raw,
        _file,
        _row,
        _file_modified_at,
        _arrived_at
    from judged

)

select * from final
