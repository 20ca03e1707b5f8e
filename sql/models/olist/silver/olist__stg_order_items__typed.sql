{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'order_items') }}

),

typed as (

    select
        {{ text_or_null('order_id') }} as order_id,
        {{ number_or_null('order_item_id', 18, 0) }} as order_item_id,
        {{ text_or_null('product_id') }} as product_id,
        {{ text_or_null('seller_id') }} as seller_id,
        {{ timestamp_or_null('shipping_limit_date') }} as shipping_limit_at,
        {{ number_or_null('price', 18, 2) }} as price,
        {{ number_or_null('freight_value', 18, 2) }} as freight_value,
        {{ first_unreadable({
            'order_item_id': number_or_null('order_item_id', 18, 0),
            'shipping_limit_date': timestamp_or_null('shipping_limit_date'),
            'price': number_or_null('price', 18, 2),
            'freight_value': number_or_null('freight_value', 18, 2)
        }) }} as _unreadable,
        object_construct(
            'order_id', order_id,
            'order_item_id', order_item_id,
            'product_id', product_id,
            'seller_id', seller_id,
            'shipping_limit_date', shipping_limit_date,
            'price', price,
            'freight_value', freight_value
        ) as _raw,
        _file,
        _row,
        _row_arrived_at
    from received

),

judged as (

    select
        *,
        case
            when order_id is null then 'no order_id'
            when _unreadable is not null then _unreadable || ' cannot be read'
            when order_item_id is null then 'no order_item_id'
            when product_id is null then 'no product_id'
            when seller_id is null then 'no seller_id'
            when price is null then 'no price'
            when freight_value is null then 'no freight_value'
            when price < 0 then 'negative price'
            when freight_value < 0 then 'negative freight_value'
        end as quarantine_reason
    from typed

)

select * from judged
