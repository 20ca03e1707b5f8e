with lines as (
  select i.*, i.price + i.freight_value as gross_value, o.purchase_date, o.order_status, o.customer_key,
    ((i.price + i.freight_value) * 100)::decimal(18, 0)::bigint as gross_cents,
    nullif((o.gross_order_value * 100)::decimal(20, 0)::bigint, 0) as order_gross_cents,
    (o.payment_value * 100)::decimal(20, 0)::bigint as payment_cents
  from silver_olist.stg_order_items i left join gold_olist.fct_orders o using (order_id)
), whole as (
  select *, payment_cents * gross_cents % order_gross_cents as remainder,
    payment_cents * gross_cents // order_gross_cents as whole_cents
  from lines
), ranked as (
  select *, payment_cents - sum(whole_cents) over (partition by order_id) as cents_left,
    row_number() over (partition by order_id order by remainder desc nulls first, order_item_id) as nth
  from whole
)
select
  md5(coalesce(length(order_id) || ':' || order_id || ',', '-,')
    || coalesce(length(order_item_id::varchar) || ':' || order_item_id || ',', '-,')),
  md5(coalesce(length(order_id) || ':' || order_id || ',', '-,')),
  md5(coalesce(length(product_id) || ':' || product_id || ',', '-,')),
  md5(coalesce(length(seller_id) || ':' || seller_id || ',', '-,')),
  customer_key, order_id, order_item_id, product_id, seller_id, order_status, purchase_date, shipping_limit_at,
  price, freight_value, gross_value,
  coalesce((whole_cents + if(nth <= cents_left, 1, 0)) * 0.01, 0)::decimal(18, 2)
from ranked
