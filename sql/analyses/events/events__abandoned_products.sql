-- Products that customers look at and put into carts, and do not order.
with

days as (

    select * from {{ ref('events__product_performance') }}

)

select
    product_id,
    product_name,
    product_category,
    sum(views) as views,
    sum(carts) as carts,
    sum(orders) as orders,
    sum(revenue) as revenue,
    round(sum(orders) / nullif(sum(carts), 0), 4) as orders_per_cart
from days
group by product_id, product_name, product_category
order by orders_per_cart nulls last, carts desc, product_id
