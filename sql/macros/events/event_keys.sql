{#-
    The keys of an event, read from its payload in one way: what decides whether a copy is valid, and by which sessions,
    orders and customers it is found again.
-#}
{% macro event_keys(payload) -%}
nullif(trim({{ scalar_text(payload ~ ':event_id') }}), '') as event_id,
        {{ scalar_text(payload ~ ':event_type') }} as event_type,
        nullif(trim({{ scalar_text(payload ~ ':session_id') }}), '') as session_id,
        {{ scalar_text(payload ~ ':event_timestamp') }} as stated_timestamp,
        nullif(trim({{ scalar_text(payload ~ ':customer.customer_id') }}), '') as customer_id,
        nullif(trim({{ scalar_text(payload ~ ':order.order_id') }}), '') as order_id,
        nullif(trim({{ scalar_text(payload ~ ':order.customer_id') }}), '') as order_customer_id
{%- endmacro %}
