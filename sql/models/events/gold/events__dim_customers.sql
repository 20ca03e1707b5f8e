with

customers as (

    select * from {{ ref('events__int_customer_purchase_history') }}
    -- a customer whom only copies name that did not win has nothing
    where
        events > 0
        or orders > 0

),

final as (

    select
        {{ surrogate_key(['customer_id']) }} as customer_key,
        customer_id,
        first_name,
        last_name,
        email,
        country,
        shipping_street,
        shipping_city,
        shipping_postal_code,
        shipping_country,
        customer_created_at,
        first_event_at,
        last_event_at,
        orders,
        fulfilled_orders,
        cancelled_orders,
        total_spent,
        first_order_at,
        last_order_at,
        case
            when orders > 10 then 'VIP'
            when orders >= 5 then 'Loyal'
            else 'New'
        end as segment
    from customers

)

select * from final
