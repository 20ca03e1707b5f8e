-- How do customers pay? Payments of delivered orders by month of purchase, state of the customer and kind of payment.
with

payments as (

    select * from {{ ref('olist__fct_payments') }}
    where order_status = 'delivered'

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

months as (

    select
        date_trunc(month, payments.purchase_date)::date as purchase_month,
        coalesce(orders.customer_state, 'unknown') as state,
        payments.payment_type,
        count(*) as payments,
        sum(payments.payment_value) as payment_value
    from payments
    inner join orders
        on payments.order_key = orders.order_key
    group by
        date_trunc(month, payments.purchase_date)::date,
        coalesce(orders.customer_state, 'unknown'),
        payments.payment_type

)

select * from months
order by purchase_month, state, payment_type
