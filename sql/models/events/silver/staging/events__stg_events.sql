{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='event_id',
    on_schema_change='fail'
) }}

with

received as (

    select * from {{ source('events', 'events') }}

),

copies as (

    select * from {{ ref('events__stg_events__copies') }}
    where quarantine_reason is null

),

contenders as (

    select
        event_id,
        _file,
        _row,
        max(_arrived_at) over (partition by event_id) as _arrived_at,
        count(*) over (partition by event_id) as _copies
    from copies
    where {{ touched('event_id') }}

),

-- The hash of a payload is the dear part: only an event that came more than once needs it.
contested as (

    select
        contenders._file,
        contenders._row,
        md5(to_json(received.payload)) as payload_hash
    from contenders
    inner join received
        on contenders._file = received._file
        and contenders._row = received._row
    where contenders._copies > 1

),

ranked as (

    select
        contenders.*,
        contested.payload_hash,
        row_number() over (
            partition by contenders.event_id
            order by contested.payload_hash, contenders._file, contenders._row
        ) as _rank
    from contenders
    left join contested
        on contenders._file = contested._file
        and contenders._row = contested._row

),

winners as (

    select
        event_id,
        max(case when _rank = 1 then _file end) as _file,
        max(case when _rank = 1 then _row end) as _row,
        max(_arrived_at) as _arrived_at,
        count(*) as _copies,
        count_if(payload_hash = _least_hash) as _same
    from (
        select
            *,
            min(payload_hash) over (partition by event_id) as _least_hash
        from ranked
    ) as compared
    group by event_id

),

parts as (

    select
        {{ event_keys('received.payload') }},
        received.payload:customer as customer,
        received.payload:session as session_part,
        received.payload:product as product,
        received.payload:cart as cart,
        received.payload:order as order_part,
        {{ scalar_text('received.payload:abandon_stage') }} as abandon_stage,
        received.payload,
        winners._file,
        winners._row,
        winners._arrived_at,
        iff(winners._copies > 1, winners._same - 1, 0) as _duplicates,
        iff(winners._copies > 1, winners._copies - winners._same, 0) as _superseded
    from winners
    inner join received
        on winners._file = received._file
        and winners._row = received._row

),

final as (

    select
        event_id,
        event_type,
        {{ iso_utc('stated_timestamp') }} as event_timestamp,
        session_id,
        {{ scalar_text('session_part:channel') }} as channel,
        {{ scalar_text('session_part:device') }} as device,

        customer_id,
        {{ scalar_text('customer:first_name') }} as first_name,
        {{ scalar_text('customer:last_name') }} as last_name,
        lower({{ scalar_text('customer:email') }}) as email,
        upper({{ scalar_text('customer:country') }}) as country,
        {{ iso_utc(scalar_text('customer:created_at')) }} as customer_created_at,

        {{ scalar_text('product:id') }} as product_id,
        {{ scalar_text('product:name') }} as product_name,
        {{ scalar_text('product:category') }} as product_category,
        {{ json_amount('product:price') }} as product_price,

        {{ scalar_text('cart:cart_id') }} as cart_id,
        {{ iso_utc(scalar_text('cart:created_at')) }} as cart_created_at,
        abandon_stage,

        case when event_type in ({{ order_types() }}) then order_id end as order_id,
        case when event_type in ({{ order_types() }}) then order_customer_id end as order_customer_id,
        {{ scalar_text('order_part:status') }} as order_status,
        {{ json_amount('order_part:subtotal') }} as subtotal,
        {{ json_amount('order_part:tax') }} as tax,
        try_to_number({{ scalar_text('order_part:tax_rate') }}, 9, 6) as tax_rate,
        {{ json_amount('order_part:shipping') }} as shipping,
        {{ json_amount('order_part:total_amount') }} as total_amount,
        {{ scalar_text('order_part:currency') }} as currency,
        {{ scalar_text('order_part:payment_method') }} as payment_method,
        {{ iso_utc(scalar_text('order_part:created_at')) }} as order_created_at,
        {{ iso_utc(scalar_text('order_part:paid_at')) }} as paid_at,
        {{ iso_utc(scalar_text('order_part:fulfilled_at')) }} as fulfilled_at,
        {{ iso_utc(scalar_text('order_part:cancelled_at')) }} as cancelled_at,
        {{ scalar_text('order_part:cancel_reason') }} as cancel_reason,
        {{ scalar_text('order_part:shipping_address.street') }} as shipping_street,
        {{ scalar_text('order_part:shipping_address.city') }} as shipping_city,
        {{ scalar_text('order_part:shipping_address.postal_code') }} as shipping_postal_code,
        {{ scalar_text('order_part:shipping_address.country') }} as shipping_country,

        coalesce(order_part:items, cart:items) as items,
        payload,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from parts

)

select * from final
