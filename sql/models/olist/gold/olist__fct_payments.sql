with

payments as (

    select * from {{ ref('olist__stg_payments') }}

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

final as (

    select
        {{ surrogate_key(['payments.order_id', 'payments.payment_sequential']) }} as payment_key,
        {{ surrogate_key(['payments.order_id']) }} as order_key,
        orders.customer_key,
        payments.order_id,
        payments.payment_sequential,
        payments.payment_type,
        payments.installments,
        payments.payment_value,
        orders.order_status,
        orders.purchase_date
    from payments
    left join orders
        on payments.order_id = orders.order_id

)

select * from final
