with

interest as (

    select * from {{ ref('events__int_product_interest') }}
    where product_id is not null

),

lines as (

    select
        lines.*,
        orders.order_status,
        orders.order_date
    from {{ ref('events__fct_order_items') }} as lines
    inner join {{ ref('events__fct_orders') }} as orders
        on lines.order_id = orders.order_id
    where lines.product_id is not null

),

counted as (

    select
        product_id,
        event_timestamp::date as activity_date,
        count_if(event_type = 'product_view') as views,
        -- a cart may name a product on two lines
        count(distinct case when event_type = 'cart_add' then event_id end) as carts,
        0 as orders,
        0 as quantity_ordered,
        0 as revenue
    from interest
    group by product_id, event_timestamp::date

    union all

    select
        product_id,
        order_date as activity_date,
        0 as views,
        0 as carts,
        count(distinct order_id) as orders,
        sum(quantity) as quantity_ordered,
        sum(case when order_status = 'fulfilled' then line_amount else 0 end) as revenue
    from lines
    group by product_id, order_date

),

-- as the newest event names the product
latest as (

    select
        product_id,
        product_name,
        product_category
    from (
        select
            product_id,
            product_name,
            product_category,
            event_timestamp as named_at,
            concat(event_id, line_number) as named_by
        from interest

        union all

        select
            product_id,
            product_name,
            product_category,
            order_date::timestamp_ntz as named_at,
            concat(order_id, line_number) as named_by
        from lines
    ) as named
    qualify row_number() over (partition by product_id order by named_at desc, named_by desc) = 1

),

per_day as (

    select
        product_id,
        activity_date,
        sum(views) as views,
        sum(carts) as carts,
        sum(orders) as orders,
        sum(quantity_ordered) as quantity_ordered,
        cast(sum(revenue) as number(18, 2)) as revenue
    from counted
    group by product_id, activity_date

),

final as (

    select
        per_day.product_id,
        latest.product_name,
        latest.product_category,
        per_day.activity_date,
        per_day.views,
        per_day.carts,
        per_day.orders,
        per_day.quantity_ordered,
        per_day.revenue,
        round(per_day.carts / nullif(per_day.views, 0), 4) as carts_per_view
    from per_day
    inner join latest
        on per_day.product_id = latest.product_id

)

select * from final
