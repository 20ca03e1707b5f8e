with items as (
  select order_id, count(*) as items, sum(price) as item_revenue, sum(freight_value) as freight,
    sum(price + freight_value) as gross_order_value
  from silver_olist.stg_order_items group by order_id
), payments as (
  select order_id, count(*) as payments, sum(payment_value) as payment_value
  from silver_olist.stg_payments group by order_id
), reviews as (
  select order_id, review_score from silver_olist.stg_reviews where answered_at is not null
  qualify row_number() over (
    partition by order_id order by answered_at desc nulls first, created_at desc nulls last, review_id desc nulls first
  ) = 1
)
select
  md5(coalesce(length(o.order_id) || ':' || o.order_id || ',', '-,')) as order_key,
  o.order_id,
  md5(coalesce(length(c.customer_unique_id) || ':' || c.customer_unique_id || ',', '-,')) as customer_key,
  c.customer_unique_id, o.customer_id, c.zip_code_prefix, c.city, c.state, o.order_status, o.purchased_at,
  o.approved_at, o.delivered_to_carrier_at, o.delivered_at, o.estimated_delivery_at,
  o.purchased_at::date, o.delivered_at::date, o.estimated_delivery_at::date,
  coalesce(i.items, 0), coalesce(i.item_revenue, 0), coalesce(i.freight, 0), coalesce(i.gross_order_value, 0),
  coalesce(p.payments, 0), coalesce(p.payment_value, 0),
  case when coalesce(i.gross_order_value, 0) > 0 then 0 else coalesce(p.payment_value, 0) end,
  date_diff('day', o.purchased_at::date, o.delivered_at::date),
  date_diff('day', o.estimated_delivery_at::date, o.delivered_at::date),
  o.delivered_at::date > o.estimated_delivery_at::date,
  r.review_score
from silver_olist.stg_orders o
left join silver_olist.stg_customers c using (customer_id)
left join items i using (order_id)
left join payments p using (order_id)
left join reviews r using (order_id)
