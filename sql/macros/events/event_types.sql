{#- What a customer's browser sends, in the order of the funnel. -#}
{% macro browsing_types() -%}
'product_view', 'cart_add', 'checkout_start', 'order_create'
{%- endmacro %}

{% macro order_types() -%}
'order_create', 'order_paid', 'order_fulfilled', 'order_cancelled'
{%- endmacro %}

{% macro cart_types() -%}
'cart_add', 'checkout_start', 'cart_abandon'
{%- endmacro %}
