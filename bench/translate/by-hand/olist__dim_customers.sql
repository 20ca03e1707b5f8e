with payments as (
  select order_id, sum(payment_value) as payment_value from silver_olist.stg_payments group by order_id
), addresses as (
  select c.customer_unique_id, c.zip_code_prefix, c.city, c.state, o.order_id, o.purchased_at, p.payment_value,
    row_number() over (
      partition by c.customer_unique_id
      order by o.purchased_at desc nulls last, o.order_id desc nulls first, c.customer_id desc nulls first
    ) as nth
  from silver_olist.stg_customers c
  left join silver_olist.stg_orders o using (customer_id)
  left join payments p using (order_id)
)
select md5(coalesce(length(customer_unique_id) || ':' || customer_unique_id || ',', '-,')), customer_unique_id,
  max(zip_code_prefix) filter (nth = 1), max(city) filter (nth = 1), max(state) filter (nth = 1),
  min(purchased_at), max(purchased_at), count(order_id), coalesce(sum(payment_value), 0)
from addresses group by customer_unique_id
