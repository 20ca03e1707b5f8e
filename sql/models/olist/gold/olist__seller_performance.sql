with

sellers as (

    select * from {{ ref('olist__dim_sellers') }}

),

order_items as (

    select * from {{ ref('olist__fct_order_items') }}

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

-- An order counts once for each of its sellers.
orders_per_seller as (

    select
        order_items.seller_key,
        order_items.order_key,
        count(*) as items,
        sum(order_items.price) as revenue,
        sum(order_items.freight_value) as freight
    from order_items
    group by order_items.seller_key, order_items.order_key

),

sales as (

    select
        orders_per_seller.seller_key,
        count(*) as orders,
        sum(orders_per_seller.items) as items,
        sum(orders_per_seller.revenue) as revenue,
        sum(orders_per_seller.freight) as freight,
        min(orders.purchase_date) as first_sale_date,
        max(orders.purchase_date) as last_sale_date,
        count_if(orders.order_status = 'delivered') as delivered_orders,
        count_if(orders.order_status = 'delivered' and orders.is_late is not null) as dated_deliveries,
        count_if(orders.order_status = 'delivered' and orders.is_late) as late_orders,
        count(orders.review_score) as reviewed_orders,
        sum(orders.review_score) as review_score_sum
    from orders_per_seller
    inner join orders
        on orders_per_seller.order_key = orders.order_key
    group by orders_per_seller.seller_key

),

final as (

    select
        sellers.seller_key,
        sellers.seller_id,
        sellers.city,
        sellers.state,
        coalesce(sales.orders, 0) as orders,
        coalesce(sales.items, 0) as items,
        coalesce(sales.revenue, 0) as revenue,
        coalesce(sales.freight, 0) as freight,
        sales.first_sale_date,
        sales.last_sale_date,
        coalesce(sales.delivered_orders, 0) as delivered_orders,
        coalesce(sales.dated_deliveries, 0) as dated_deliveries,
        coalesce(sales.late_orders, 0) as late_orders,
        round(sales.late_orders / nullif(sales.dated_deliveries, 0), 4)::number(5, 4) as late_rate,
        coalesce(sales.reviewed_orders, 0) as reviewed_orders,
        round(sales.review_score_sum / nullif(sales.reviewed_orders, 0), 2)::number(3, 2) as mean_review_score
    from sellers
    left join sales
        on sellers.seller_key = sales.seller_key

)

select * from final
