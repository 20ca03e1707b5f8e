{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'orders') }}

),

typed as (

    select
        {{ text_or_null('order_id') }} as order_id,
        {{ text_or_null('customer_id') }} as customer_id,
        lower({{ text_or_null('order_status') }}) as order_status,
        {{ timestamp_or_null('order_purchase_timestamp') }} as purchased_at,
        {{ timestamp_or_null('order_approved_at') }} as approved_at,
        {{ timestamp_or_null('order_delivered_carrier_date') }} as delivered_to_carrier_at,
        {{ timestamp_or_null('order_delivered_customer_date') }} as delivered_at,
        {{ timestamp_or_null('order_estimated_delivery_date') }} as estimated_delivery_at,
        {{ first_unreadable({
            'order_purchase_timestamp': timestamp_or_null('order_purchase_timestamp'),
            'order_approved_at': timestamp_or_null('order_approved_at'),
            'order_delivered_carrier_date': timestamp_or_null('order_delivered_carrier_date'),
            'order_delivered_customer_date': timestamp_or_null('order_delivered_customer_date'),
            'order_estimated_delivery_date': timestamp_or_null('order_estimated_delivery_date')
        }) }} as _unreadable,
        object_construct(
            'order_id', order_id,
            'customer_id', customer_id,
            'order_status', order_status,
            'order_purchase_timestamp', order_purchase_timestamp,
            'order_approved_at', order_approved_at,
            'order_delivered_carrier_date', order_delivered_carrier_date,
            'order_delivered_customer_date', order_delivered_customer_date,
            'order_estimated_delivery_date', order_estimated_delivery_date
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
            when customer_id is null then 'no customer_id'
            when purchased_at is null then 'no order_purchase_timestamp'
        end as quarantine_reason
    from typed

)

select * from judged
