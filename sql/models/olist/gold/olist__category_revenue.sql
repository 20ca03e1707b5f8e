with

order_items as (

    select * from {{ ref('olist__fct_order_items') }}

),

products as (

    select * from {{ ref('olist__dim_products') }}

),

months as (

    select
        products.category,
        date_trunc(month, order_items.purchase_date)::date as purchase_month,
        count(distinct order_items.order_key) as orders,
        count(*) as items,
        sum(order_items.price) as revenue,
        sum(order_items.freight_value) as freight,
        sum(case when order_items.order_status = 'delivered' then order_items.price else 0 end) as delivered_revenue
    from order_items
    inner join products
        on order_items.product_key = products.product_key
    group by products.category, date_trunc(month, order_items.purchase_date)::date

),

final as (

    select
        category,
        purchase_month,
        orders,
        items,
        revenue,
        freight,
        delivered_revenue,
        round(ratio_to_report(revenue) over (partition by purchase_month), 4)::number(5, 4) as share_of_month
    from months

)

select * from final
