{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='order_id',
    on_schema_change='fail'
) }}

with

orders as (

    select * from {{ ref('events__int_orders') }}
    where {{ arrived_after(ref('events__int_orders'), arrived_at='_arrived_at') }}

),

-- An order without a line keeps one row that has none, in whose place its lines can come, and which can take theirs.
lines as (

    select
        orders.order_id,
        item.index + 1 as line_number,
        {{ scalar_text('item.value:product.id') }} as product_id,
        {{ scalar_text('item.value:product.name') }} as product_name,
        {{ scalar_text('item.value:product.category') }} as product_category,
        {{ json_amount('item.value:product.price') }} as unit_price,
        try_to_number({{ scalar_text('item.value:quantity') }}, 18, 0) as quantity,
        orders._arrived_at
    from orders,
        lateral flatten(input => orders.items, outer => true, mode => 'ARRAY') as item

),

final as (

    select
        order_id,
        line_number,
        product_id,
        product_name,
        product_category,
        quantity,
        unit_price,
        cast(quantity * unit_price as number(18, 2)) as line_amount,
        _arrived_at
    from lines

)

select * from final
