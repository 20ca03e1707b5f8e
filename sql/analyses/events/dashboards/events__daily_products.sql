-- What do customers look at, put into carts and buy? Products by day.
with

products as (

    select
        activity_date,
        coalesce(product_name, product_id) as product,
        coalesce(product_category, 'unknown') as category,
        sum(views) as views,
        sum(carts) as carts,
        sum(orders) as orders,
        sum(quantity_ordered) as quantity,
        sum(revenue) as line_revenue
    from {{ ref('events__product_performance') }}
    group by activity_date, coalesce(product_name, product_id), coalesce(product_category, 'unknown')

)

select * from products
order by activity_date, product, category
