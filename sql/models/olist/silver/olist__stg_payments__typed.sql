{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'payments') }}

),

typed as (

    select
        {{ text_or_null('order_id') }} as order_id,
        {{ number_or_null('payment_sequential', 18, 0) }} as payment_sequential,
        lower({{ text_or_null('payment_type') }}) as payment_type,
        {{ number_or_null('payment_installments', 18, 0) }} as installments,
        {{ number_or_null('payment_value', 18, 2) }} as payment_value,
        {{ first_unreadable({
            'payment_sequential': number_or_null('payment_sequential', 18, 0),
            'payment_installments': number_or_null('payment_installments', 18, 0),
            'payment_value': number_or_null('payment_value', 18, 2)
        }) }} as _unreadable,
        object_construct(
            'order_id', order_id,
            'payment_sequential', payment_sequential,
            'payment_type', payment_type,
            'payment_installments', payment_installments,
            'payment_value', payment_value
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
            when payment_sequential is null then 'no payment_sequential'
            when payment_value is null then 'no payment_value'
            when payment_value < 0 then 'negative payment_value'
        end as quarantine_reason
    from typed

)

select * from judged
