with

customers as (

    select * from {{ ref('olist__stg_customers') }}

),

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

payments as (

    select * from {{ ref('olist__stg_payments') }}

),

payments_per_order as (

    select
        order_id,
        sum(payment_value) as payment_value
    from payments
    group by order_id

),

-- A customer_id belongs to one order; the person is customer_unique_id.
addresses as (

    select
        customers.customer_unique_id,
        customers.zip_code_prefix,
        customers.city,
        customers.state,
        orders.order_id,
        orders.purchased_at,
        payments_per_order.payment_value,
        row_number() over (
            partition by customers.customer_unique_id
            order by orders.purchased_at desc nulls last, orders.order_id desc, customers.customer_id desc
        ) as newest_first
    from customers
    left join orders
        on customers.customer_id = orders.customer_id
    left join payments_per_order
        on orders.order_id = payments_per_order.order_id

),

persons as (

    select
        customer_unique_id,
        max(case when newest_first = 1 then zip_code_prefix end) as zip_code_prefix,
        max(case when newest_first = 1 then city end) as city,
        max(case when newest_first = 1 then state end) as state,
        min(purchased_at) as first_order_at,
        max(purchased_at) as last_order_at,
        count(order_id) as orders,
        coalesce(sum(payment_value), 0) as total_spent
    from addresses
    group by customer_unique_id

),

final as (

    select
        {{ surrogate_key(['customer_unique_id']) }} as customer_key,
        customer_unique_id,
        zip_code_prefix,
        city,
        state,
        first_order_at,
        last_order_at,
        orders,
        total_spent
    from persons

)

select * from final
