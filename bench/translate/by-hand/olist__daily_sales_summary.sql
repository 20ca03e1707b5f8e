with days as (
  select purchase_date, count(*) as orders, count(distinct customer_key) as unique_customers, sum(items) as items,
    sum(item_revenue) as revenue, sum(freight) as freight, sum(gross_order_value) as gross_revenue,
    min(gross_order_value) as least_value, max(gross_order_value) as most_value
  from gold_olist.fct_orders where order_status = 'delivered' group by purchase_date
), weeks as (
  select c.date_day, sum(coalesce(d.gross_revenue, 0)) over w as revenue_7_days, count(*) over w as days
  from gold_olist.dim_date c
  left join days d on d.purchase_date = c.date_day
  where c.date_day between (select min(purchase_date) from days) and (select max(purchase_date) from days)
  window w as (order by c.date_day rows between 6 preceding and current row)
)
select d.purchase_date, d.orders, d.unique_customers, d.items, d.revenue, d.freight, d.gross_revenue,
  -- in cents and halves of them: a double would round some means the other way
  ((2 * (d.gross_revenue * 100)::bigint + d.orders) // (2 * d.orders) * 0.01)::decimal(18, 2), d.least_value, d.most_value,
  ((2 * (w.revenue_7_days * 100)::bigint + w.days) // (2 * w.days) * 0.01)::decimal(18, 2)
from days d join weeks w on w.date_day = d.purchase_date
