{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='event_id',
    on_schema_change='fail'
) }}

with

received as (

    select * from {{ ref('events__base_events') }}

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

texts as (

    select
        event_id,
        event_type,
        stated_timestamp,
        session_id,
        customer_id,
        coalesce(event_type in ({{ order_types() }}), false) as is_order_event,
        order_id,
        order_customer_id,
        abandon_stage,
        {%- for part, fields in {
            'session_part': ['channel', 'device'],
            'customer': ['first_name', 'last_name', 'email', 'country', 'created_at'],
            'product': ['id', 'name', 'category', 'price'],
            'cart': ['cart_id', 'created_at'],
            'order_part': [
                'status', 'subtotal', 'tax', 'tax_rate', 'shipping', 'total_amount', 'currency', 'payment_method',
                'created_at', 'paid_at', 'fulfilled_at', 'cancelled_at', 'cancel_reason',
                'shipping_address.street', 'shipping_address.city', 'shipping_address.postal_code',
                'shipping_address.country'
            ]
        }.items() %}
        {%- for field in fields %}
        {{ scalar_text(part ~ ':' ~ field) }} as {{ part | replace('_part', '') }}_{{ field | replace('.', '_') }},
        {%- endfor %}
        {%- endfor %}
        coalesce(order_part:items, cart:items) as items,
        payload,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from parts

),

final as (

    select
        event_id,
        event_type,
        {{ iso_utc('stated_timestamp') }} as event_timestamp,
        session_id,
        session_channel as channel,
        session_device as device,

        customer_id,
        customer_first_name as first_name,
        customer_last_name as last_name,
        lower(customer_email) as email,
        upper(customer_country) as country,
        {{ iso_utc('customer_created_at') }} as customer_created_at,

        product_id,
        product_name,
        product_category,
        try_to_number(product_price, 18, 2) as product_price,

        cart_cart_id as cart_id,
        {{ iso_utc('cart_created_at') }} as cart_created_at,
        abandon_stage,

        case when is_order_event then order_id end as order_id,
        case when is_order_event then order_customer_id end as order_customer_id,
        order_status,
        try_to_number(order_subtotal, 18, 2) as subtotal,
        try_to_number(order_tax, 18, 2) as tax,
        try_to_number(order_tax_rate, 9, 6) as tax_rate,
        try_to_number(order_shipping, 18, 2) as shipping,
        try_to_number(order_total_amount, 18, 2) as total_amount,
        order_currency as currency,
        order_payment_method as payment_method,
        {{ iso_utc('order_created_at') }} as order_created_at,
        {{ iso_utc('order_paid_at') }} as paid_at,
        {{ iso_utc('order_fulfilled_at') }} as fulfilled_at,
        {{ iso_utc('order_cancelled_at') }} as cancelled_at,
        order_cancel_reason as cancel_reason,
        order_shipping_address_street as shipping_street,
        order_shipping_address_city as shipping_city,
        order_shipping_address_postal_code as shipping_postal_code,
        order_shipping_address_country as shipping_country,

        items,
        payload,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from texts

)

select * from final
