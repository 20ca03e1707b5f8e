-- Products whose price changed, and by how much.
with

versions as (

    select
        product_id,
        product_name,
        valid_from,
        price,
        lag(price) over (partition by product_id order by valid_from) as previous_price
    from {{ ref('retail__dim_products_history') }}

)

select
    product_id,
    product_name,
    valid_from,
    previous_price,
    price,
    round((price - previous_price) / previous_price, 4) as change_rate
from versions
where price <> previous_price
order by abs(price - previous_price) desc, product_id, valid_from
