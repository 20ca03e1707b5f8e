{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='event_id',
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

interest as (

    select * from events
    where
        event_id in (
            -- also an event that another copy has made something else of: its row goes empty
            select event_id from copies
            where event_type in ('product_view', 'cart_add')
        )
        and {{ arrived_after(ref('events__stg_events'), arrived_at='_arrived_at') }}

),

products as (

    select
        interest.event_id,
        interest.event_type,
        interest.event_timestamp,
        1 as line_number,
        interest.product_id,
        interest.product_name,
        interest.product_category,
        1 as quantity,
        interest._arrived_at
    from interest
    where interest.event_type <> 'cart_add'

    union all

    select
        interest.event_id,
        interest.event_type,
        interest.event_timestamp,
        coalesce(item.index, 0) + 1 as line_number,
        {{ scalar_text('item.value:product.id') }} as product_id,
        {{ scalar_text('item.value:product.name') }} as product_name,
        {{ scalar_text('item.value:product.category') }} as product_category,
        try_to_number({{ scalar_text('item.value:quantity') }}, 18, 0) as quantity,
        interest._arrived_at
    from interest,
        lateral flatten(input => interest.items, outer => true, mode => 'ARRAY') as item
    where interest.event_type = 'cart_add'

),

final as (

    select
        event_id,
        line_number,
        event_type,
        event_timestamp,
        product_id,
        product_name,
        product_category,
        quantity,
        _arrived_at
    from products

)

select * from final
