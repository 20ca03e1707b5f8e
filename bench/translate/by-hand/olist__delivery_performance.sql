with months as (
  select coalesce(customer_state, 'unknown') as customer_state, date_trunc('month', purchase_date)::date as purchase_month,
    count(*) as orders,
    count(*) filter (order_status = 'delivered') as delivered_orders,
    count(*) filter (order_status = 'delivered' and is_late is not null) as dated_deliveries,
    count(*) filter (order_status = 'delivered' and is_late) as late_orders,
    sum(delivery_days) filter (order_status = 'delivered') as delivery_days,
    sum(delay_days) filter (order_status = 'delivered') as delay_days
  from gold_olist.fct_orders group by all
)
select customer_state, purchase_month, orders, delivered_orders, dated_deliveries, late_orders,
  round((late_orders / nullif(dated_deliveries, 0))::decimal(18, 6), 4)::decimal(5, 4),
  round((delivery_days / nullif(dated_deliveries, 0))::decimal(18, 6), 2)::decimal(9, 2),
  round((delay_days / nullif(dated_deliveries, 0))::decimal(18, 6), 2)::decimal(9, 2)
from months
