with per_seller as (
  select seller_key, order_key, count(*) as items, sum(price) as revenue, sum(freight_value) as freight
  from gold_olist.fct_order_items group by all
), sales as (
  select p.seller_key, count(*) as orders, sum(p.items) as items, sum(p.revenue) as revenue, sum(p.freight) as freight,
    min(o.purchase_date) as first_sale_date, max(o.purchase_date) as last_sale_date,
    count(*) filter (o.order_status = 'delivered') as delivered_orders,
    count(*) filter (o.order_status = 'delivered' and o.is_late is not null) as dated_deliveries,
    count(*) filter (o.order_status = 'delivered' and o.is_late) as late_orders,
    count(o.review_score) as reviewed_orders, sum(o.review_score) as review_score_sum
  from per_seller p join gold_olist.fct_orders o using (order_key)
  group by p.seller_key
)
select d.seller_key, d.seller_id, d.city, d.state, coalesce(s.orders, 0), coalesce(s.items, 0), coalesce(s.revenue, 0),
  coalesce(s.freight, 0), s.first_sale_date, s.last_sale_date, coalesce(s.delivered_orders, 0),
  coalesce(s.dated_deliveries, 0), coalesce(s.late_orders, 0),
  round((s.late_orders / nullif(s.dated_deliveries, 0))::decimal(18, 6), 4)::decimal(5, 4),
  coalesce(s.reviewed_orders, 0),
  round((s.review_score_sum / nullif(s.reviewed_orders, 0))::decimal(18, 6), 2)::decimal(3, 2)
from gold_olist.dim_sellers d left join sales s using (seller_key)
