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

contenders as (

    select
        *,
        max(_arrived_at) over (partition by event_id) as _newest_arrived_at,
        count(*) over (partition by event_id) as _copies
    from copies
    where {{ touched('event_id') }}

),

-- The hash of a payload is the dear part: only an event that came more than once needs it. A file has one time of
-- writing: joined by it as well, files of other times are skipped.
contested as (

    select
        contenders.event_id,
        contenders._file,
        contenders._row,
        md5(to_json(payloads.payload)) as payload_hash
    from contenders
    inner join {{ ref('events__base_events') }} as payloads
        on contenders._file = payloads._file
        and contenders._row = payloads._row
        and contenders._file_modified_at = payloads._file_modified_at
    where contenders._copies > 1

),

compared as (

    select
        *,
        min(payload_hash) over (partition by event_id) as least_hash
    from contested

),

decided as (

    select
        _file,
        _row,
        sum(iff(payload_hash = least_hash, 1, 0)) over (partition by event_id) - 1 as _duplicates,
        sum(iff(payload_hash = least_hash, 0, 1)) over (partition by event_id) as _superseded
    from compared
    qualify row_number() over (partition by event_id order by payload_hash, _file, _row) = 1

),

winners as (

    select
        contenders.*,
        coalesce(decided._duplicates, 0) as _duplicates,
        coalesce(decided._superseded, 0) as _superseded
    from contenders
    left join decided
        on contenders._file = decided._file
        and contenders._row = decided._row
    where
        contenders._copies = 1
        or decided._file is not null

),

parts as (

    select
        winners.*,
        received.payload:customer as customer,
        received.payload:session as session_part,
        received.payload:product as product,
        received.payload:cart as cart,
        received.payload:order as order_part,
        received.payload:abandon_stage as abandon_stage,
        received.payload
    from winners
    inner join {{ ref('events__base_events') }} as received
        on winners._file = received._file
        and winners._row = received._row
        and winners._file_modified_at = received._file_modified_at
    {%- if is_incremental() %}
    -- the payloads of older files need not be read
    where received._file_modified_at >= (select min(_file_modified_at) from winners)
    {%- endif %}

),

{%- set part_fields = {
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
} %}

-- A step of its own, so that each value is taken out of its part once, however often the next step mentions it.
fields as (

    select
        *,
        {%- for part, names in part_fields.items() %}
        {%- for name in names %}
        {{ part }}:{{ name }} as {{ part | replace('_part', '') }}_{{ name | replace('.', '_') }},
        {%- endfor %}
        {%- endfor %}
        coalesce(order_part:items, cart:items) as items
    from parts

),

texts as (

    select
        event_id,
        event_type,
        event_timestamp,
        session_id,
        customer_id,
        order_id,
        order_customer_id,
        {{ scalar_text('abandon_stage') }} as abandon_stage,
        {%- for part, names in part_fields.items() %}
        {%- for name in names %}
        {%- set field = (part | replace('_part', '')) ~ '_' ~ (name | replace('.', '_')) %}
        {{ scalar_text(field) }} as {{ field }},
        {%- endfor %}
        {%- endfor %}
        items,
        payload,
        _file,
        _row,
        _newest_arrived_at as _arrived_at,
        _duplicates,
        _superseded
    from fields

),

final as (

    select
        event_id,
        event_type,
        event_timestamp,
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

        order_id,
        order_customer_id,
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
