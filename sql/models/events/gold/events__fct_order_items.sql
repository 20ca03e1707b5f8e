with

lines as (

    select * from {{ ref('events__int_order_items_flattened') }}
    where line_number is not null

),

final as (

    select
        {{ surrogate_key(['order_id', 'line_number']) }} as order_line_key,
        {{ surrogate_key(['order_id']) }} as order_key,
        order_id,
        line_number,
        product_id,
        product_name,
        product_category,
        quantity,
        unit_price,
        line_amount
    from lines

)

select * from final
