{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='order_id') }}

with

typed as (

    select * from {{ ref('olist__stg_order_items__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every version of a key that a new row has touched: the newest of them is decided over all
        and order_id in (
            select {{ text_or_null('order_id') }} from {{ source('olist', 'order_items') }}
            where {{ arrived_after(source('olist', 'order_items')) }}
        )
        {%- endif %}

),

{{ newest_versions(
    'typed',
    key=['order_id', 'order_item_id'],
    content=[
        'product_id', 'seller_id', 'shipping_limit_at', 'price',
        'freight_value'
    ]
) }},

final as (

    select
        order_id,
        order_item_id,
        product_id,
        seller_id,
        shipping_limit_at,
        price,
        freight_value,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
