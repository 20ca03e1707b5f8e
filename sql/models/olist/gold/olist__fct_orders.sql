with

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

customers as (

    select * from {{ ref('olist__stg_customers') }}

),

order_items as (

    select * from {{ ref('olist__stg_order_items') }}

),

payments as (

    select * from {{ ref('olist__stg_payments') }}

),

reviews as (

    select * from {{ ref('olist__stg_reviews') }}

),

items_per_order as (

    select
        order_id,
        count(*) as items,
        sum(price) as item_revenue,
        sum(freight_value) as freight,
        sum(price + freight_value) as gross_order_value
    from order_items
    group by order_id

),

payments_per_order as (

    select
        order_id,
        count(*) as payments,
        sum(payment_value) as payment_value
    from payments
    group by order_id

),

latest_answered_reviews as (

    select
        order_id,
        review_score
    from reviews
    where answered_at is not null
    qualify row_number() over (
        partition by order_id
        order by answered_at desc, created_at desc nulls last, review_id desc
    ) = 1

),

joined as (

    select
        orders.*,
        customers.customer_unique_id,
        customers.zip_code_prefix,
        customers.city,
        customers.state,
        coalesce(items_per_order.items, 0) as items,
        coalesce(items_per_order.item_revenue, 0) as item_revenue,
        coalesce(items_per_order.freight, 0) as freight,
        coalesce(items_per_order.gross_order_value, 0) as gross_order_value,
        coalesce(payments_per_order.payments, 0) as payments,
        coalesce(payments_per_order.payment_value, 0) as payment_value,
        latest_answered_reviews.review_score
    from orders
    left join customers
        on orders.customer_id = customers.customer_id
    left join items_per_order
        on orders.order_id = items_per_order.order_id
    left join payments_per_order
        on orders.order_id = payments_per_order.order_id
    left join latest_answered_reviews
        on orders.order_id = latest_answered_reviews.order_id

),

final as (

    select
        {{ surrogate_key(['order_id']) }} as order_key,
        order_id,
        {{ surrogate_key(['customer_unique_id']) }} as customer_key,
        customer_unique_id,
        customer_id,
        zip_code_prefix as customer_zip_code_prefix,
        city as customer_city,
        state as customer_state,
        order_status,
        purchased_at,
        approved_at,
        delivered_to_carrier_at,
        delivered_at,
        estimated_delivery_at,
        purchased_at::date as purchase_date,
        delivered_at::date as delivery_date,
        estimated_delivery_at::date as promised_date,
        items,
        item_revenue,
        freight,
        gross_order_value,
        payments,
        payment_value,
        -- what has a line to go to is allocated whole in fct_order_items
        case when gross_order_value > 0 then 0 else payment_value end as unallocated_payment,
        datediff(day, purchased_at::date, delivered_at::date) as delivery_days,
        datediff(day, estimated_delivery_at::date, delivered_at::date) as delay_days,
        delivered_at::date > estimated_delivery_at::date as is_late,
        review_score
    from joined

)

select * from final
