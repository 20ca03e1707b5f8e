with

orders as (

    select * from {{ ref('events__fct_orders') }}

),

customers as (

    select * from {{ ref('events__dim_customers') }}

),

sessions as (

    select * from {{ ref('events__int_session_events') }}

),

lines_per_order as (

    select
        order_id,
        count(*) as lines,
        sum(quantity) as quantity
    from {{ ref('events__fct_order_items') }}
    group by order_id

),

numbered as (

    select
        *,
        row_number() over (partition by customer_id order by created_at, order_id) as customer_order_number,
        lag(created_at) over (partition by customer_id order by created_at, order_id) as previous_order_at
    from orders

),

final as (

    select
        numbered.order_key,
        numbered.order_id,
        numbered.customer_key,
        numbered.customer_id,
        customers.first_name,
        customers.last_name,
        customers.country,
        customers.segment,
        numbered.session_id,
        sessions.channel,
        sessions.device,
        sessions.session_seconds,
        sessions.product_views,
        numbered.order_status,
        numbered.created_at,
        numbered.order_date,
        numbered.paid_at,
        numbered.fulfilled_at,
        numbered.cancelled_at,
        coalesce(lines_per_order.lines, 0) as lines,
        coalesce(lines_per_order.quantity, 0) as quantity,
        numbered.subtotal,
        numbered.tax,
        numbered.shipping,
        -- tax and shipping are in it already
        numbered.total_amount as total_order_value,
        numbered.revenue,
        case when numbered.customer_id is not null then numbered.customer_order_number end as customer_order_number,
        case
            when numbered.customer_id is not null then numbered.customer_order_number = 1
        end as is_first_order,
        case
            when numbered.customer_id is not null
                then datediff(day, numbered.previous_order_at::date, numbered.order_date)
        end as days_since_previous_order
    from numbered
    left join customers
        on numbered.customer_id = customers.customer_id
    left join sessions
        on numbered.session_id = sessions.session_id
    left join lines_per_order
        on numbered.order_id = lines_per_order.order_id

)

select * from final
