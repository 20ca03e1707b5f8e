with

order_items as (

    select * from {{ ref('olist__stg_order_items') }}

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

-- In cents: shares of whole numbers have exact remainders.
lines as (

    select
        order_items.*,
        order_items.price + order_items.freight_value as gross_value,
        orders.purchase_date,
        orders.order_status,
        orders.customer_key,
        ((order_items.price + order_items.freight_value) * 100)::number(18, 0) as gross_cents,
        nullif((orders.gross_order_value * 100)::number(18, 0), 0) as order_gross_cents,
        (orders.payment_value * 100)::number(18, 0) as payment_cents
    from order_items
    left join orders
        on order_items.order_id = orders.order_id

),

shares as (

    select
        *,
        mod(payment_cents * gross_cents, order_gross_cents) as remainder
    from lines

),

rounded_down as (

    select
        *,
        -- divides exactly, so that no rounding of the division can lift it to the next cent
        ((payment_cents * gross_cents - remainder) / order_gross_cents)::number(18, 0) as whole_cents
    from shares

),

ranked as (

    select
        *,
        payment_cents - sum(whole_cents) over (partition by order_id) as cents_left,
        row_number() over (
            partition by order_id
            order by remainder desc, order_item_id
        ) as largest_remainder_first
    from rounded_down

),

allocated as (

    select
        *,
        coalesce(
            (whole_cents + iff(largest_remainder_first <= cents_left, 1, 0)) * 0.01,
            0
        )::number(18, 2) as allocated_payment
    from ranked

),

final as (

    select
        {{ surrogate_key(['order_id', 'order_item_id']) }} as order_item_key,
        {{ surrogate_key(['order_id']) }} as order_key,
        {{ surrogate_key(['product_id']) }} as product_key,
        {{ surrogate_key(['seller_id']) }} as seller_key,
        customer_key,
        order_id,
        order_item_id,
        product_id,
        seller_id,
        order_status,
        purchase_date,
        shipping_limit_at,
        price,
        freight_value,
        gross_value,
        allocated_payment
    from allocated

)

select * from final
