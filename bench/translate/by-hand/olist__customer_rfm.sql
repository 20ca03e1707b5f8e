with as_of as (
  select max(purchased_at::date) as as_of_date from silver_olist.stg_orders
), measured as (
  select o.customer_key, o.customer_unique_id, a.as_of_date, max(o.purchase_date) as last_order_date,
    date_diff('day', max(o.purchase_date), a.as_of_date) as recency_days,
    count(*) as frequency, sum(o.payment_value) as monetary
  from gold_olist.fct_orders o join as_of a on o.purchase_date <= a.as_of_date
  where o.order_status = 'delivered'
  group by o.customer_key, o.customer_unique_id, a.as_of_date
), scored as (
  select *,
    5 * (rank() over (order by recency_days desc nulls first) - 1) // count(*) over () + 1 as r,
    least(frequency, 3) as f,
    5 * (rank() over (order by monetary) - 1) // count(*) over () + 1 as m
  from measured
)
select customer_key, customer_unique_id, as_of_date, last_order_date, recency_days, frequency, monetary, r, f, m,
  case
    when f >= 2 and r >= 4 and m >= 4 then 'Champion'
    when f >= 2 and r >= 3 then 'Loyal'
    when f >= 2 then 'At risk'
    when r >= 4 and m >= 4 then 'Promising'
    when r >= 4 then 'New'
    when r = 3 then 'Needs attention'
    when m >= 4 then 'Lapsed big spender'
    else 'Lapsed'
  end
from scored
