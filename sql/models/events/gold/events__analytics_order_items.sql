with

lines as (

    select * from {{ ref('events__fct_order_items') }}

),

orders as (

    select * from {{ ref('events__analytics_orders') }}

),

final as (

    select
        lines.order_line_key,
        lines.order_key,
        lines.order_id,
        lines.line_number,
        lines.product_id,
        lines.product_name,
        lines.product_category,
        lines.quantity,
        lines.unit_price,
        lines.line_amount,
        round(lines.line_amount / nullif(orders.subtotal, 0), 6) as share_of_subtotal,
        orders.order_status,
        orders.created_at,
        orders.order_date,
        orders.customer_key,
        orders.customer_id,
        orders.country,
        orders.segment,
        orders.channel,
        orders.device,
        orders.is_first_order,
        case when orders.order_status = 'fulfilled' then lines.line_amount else 0 end as revenue
    from lines
    inner join orders
        on lines.order_id = orders.order_id

)

select * from final
