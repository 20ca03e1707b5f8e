with versions as (
  select c.customer_unique_id, c.zip_code_prefix, c.city, c.state, o.purchased_at
  from silver_olist.stg_orders o join silver_olist.stg_customers c using (customer_id)
  qualify row_number() over (
    partition by c.customer_unique_id, o.purchased_at order by o.order_id desc, c.customer_id desc
  ) = 1
), compared as (
  select *, lag(row(zip_code_prefix, city, state)) over (partition by customer_unique_id order by purchased_at) as previous
  from versions
), changes as (
  select *, lead(purchased_at) over (partition by customer_unique_id order by purchased_at) as valid_to
  from compared
  where previous is null or previous is distinct from row(zip_code_prefix, city, state)
)
select
  md5(coalesce(length(customer_unique_id) || ':' || customer_unique_id || ',', '-,')
    || coalesce('19:' || strftime(purchased_at, '%Y-%m-%d %H:%M:%S') || ',', '-,')),
  md5(coalesce(length(customer_unique_id) || ':' || customer_unique_id || ',', '-,')),
  customer_unique_id, zip_code_prefix, city, state, purchased_at, valid_to, valid_to is null
from changes
