{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='order_id') }}

with

typed as (

    select * from {{ ref('olist__stg_orders__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every version of a key that a new row has touched: the newest of them is decided over all
        and order_id in (
            select {{ text_or_null('order_id') }} from {{ source('olist', 'orders') }}
            where {{ arrived_after(source('olist', 'orders')) }}
        )
        {%- endif %}

),

{{ newest_versions(
    'typed',
    key=['order_id'],
    content=[
        'customer_id', 'order_status', 'purchased_at', 'approved_at',
        'delivered_to_carrier_at', 'delivered_at', 'estimated_delivery_at'
    ]
) }},

final as (

    select
        order_id,
        customer_id,
        order_status,
        purchased_at,
        approved_at,
        delivered_to_carrier_at,
        delivered_at,
        estimated_delivery_at,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
