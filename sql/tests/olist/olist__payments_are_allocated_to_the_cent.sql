-- For each order: what its items were allocated and what was left is what was paid.
with

allocated as (

    select
        order_id,
        sum(allocated_payment) as allocated_payment
    from {{ ref('olist__fct_order_items') }}
    group by order_id

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

differences as (

    select
        orders.order_id,
        orders.payment_value,
        orders.unallocated_payment,
        coalesce(allocated.allocated_payment, 0) as allocated_payment
    from orders
    left join allocated
        on orders.order_id = allocated.order_id
    where orders.payment_value <> orders.unallocated_payment + coalesce(allocated.allocated_payment, 0)

)

select * from differences
