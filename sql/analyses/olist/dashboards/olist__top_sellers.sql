-- Who sells the most? The hundred sellers with the highest revenue, over all time and orders of any status.
with

sellers as (

    select
        seller_id,
        city,
        state as seller_state,
        orders,
        items,
        revenue,
        dated_deliveries,
        late_orders
    from {{ ref('olist__seller_performance') }}
    where orders > 0

)

select * from sellers
order by revenue desc, seller_id
limit 100
