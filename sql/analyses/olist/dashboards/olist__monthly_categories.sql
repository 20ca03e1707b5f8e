-- Which categories sell? Items of delivered orders by month of purchase, state of the customer and category.
with

order_items as (

    select * from {{ ref('olist__fct_order_items') }}
    where order_status = 'delivered'

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

products as (

    select * from {{ ref('olist__dim_products') }}

),

months as (

    select
        date_trunc(month, order_items.purchase_date)::date as purchase_month,
        coalesce(orders.customer_state, 'unknown') as state,
        products.category,
        count(*) as items,
        sum(order_items.price) as item_revenue
    from order_items
    inner join orders
        on order_items.order_key = orders.order_key
    inner join products
        on order_items.product_key = products.product_key
    group by
        date_trunc(month, order_items.purchase_date)::date,
        coalesce(orders.customer_state, 'unknown'),
        products.category

)

select * from months
order by purchase_month, state, category
