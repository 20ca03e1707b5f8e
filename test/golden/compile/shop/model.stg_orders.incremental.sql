

with source as (

    select * from LAKEHOUSE.BRONZE_SHOP.orders
    where _loaded_at > (select max(_loaded_at) from LAKEHOUSE.SILVER.stg_orders)

)

select
    order_id,
    round(amount::number(18, 2) / 100, 2) as amount,
    'BRL' as currency,
    date_trunc('year', ordered_at::date) as year,
    date_trunc('month', ordered_at::date) as month
    
from source