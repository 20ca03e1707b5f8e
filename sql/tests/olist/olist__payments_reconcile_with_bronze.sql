-- Payments in gold are what bronze says, to the cent: recomputed from bronze's text, less what is quarantined.
with

bronze as (

    select sum(to_number(payments.payment_value, 18, 2)) as payment_value
    from (
        select payments.payment_value
        from {{ source('olist', 'payments') }} as payments
        left join {{ ref('olist__stg_payments__quarantine') }} as quarantine
            on payments._file = quarantine._file
            and payments._row = quarantine._row
        where quarantine._row is null
        qualify row_number() over (
            partition by trim(payments.order_id), to_number(payments.payment_sequential, 18, 0)
            order by payments._file desc, payments._row desc
        ) = 1
    ) as payments

),

orders as (

    select sum(payment_value) as payment_value from {{ ref('olist__fct_orders') }}

),

payments as (

    select sum(payment_value) as payment_value from {{ ref('olist__fct_payments') }}

),

differences as (

    select
        bronze.payment_value as bronze_payment_value,
        orders.payment_value as orders_payment_value,
        payments.payment_value as payments_payment_value
    from bronze
    cross join orders
    cross join payments
    where
        coalesce(bronze.payment_value, 0) <> coalesce(orders.payment_value, 0)
        or coalesce(bronze.payment_value, 0) <> coalesce(payments.payment_value, 0)

)

select * from differences
