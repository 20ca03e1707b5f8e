with

orders as (

    select * from {{ ref('events__int_orders') }}
    -- an order that no event names any more, because another copy of its event says something else
    where order_status is not null

),

final as (

    select
        {{ surrogate_key(['order_id']) }} as order_key,
        order_id,
        {{ surrogate_key(['customer_id']) }} as customer_key,
        customer_id,
        session_id,
        order_status,
        created_at,
        created_at::date as order_date,
        paid_at,
        fulfilled_at,
        cancelled_at,
        cancel_reason,
        subtotal,
        tax,
        tax_rate,
        shipping,
        total_amount,
        case when order_status = 'fulfilled' then total_amount else 0 end as revenue,
        currency,
        payment_method,
        shipping_city,
        shipping_postal_code,
        shipping_country
    from orders

)

select * from final
