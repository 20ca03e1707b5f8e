with active as (
  select distinct customer_key, date_trunc('month', purchase_date)::date as active_month from gold_olist.fct_orders
), firsts as (
  select customer_key, min(active_month) as cohort_month from active group by all
), cohorts as (
  select cohort_month, count(*) as cohort_size from firsts group by all
), cells as (
  select c.cohort_month, c.cohort_size, m.month_start
  from cohorts c
  join (
    select distinct month_start from gold_olist.dim_date where month_start <= (select max(active_month) from active)
  ) m on c.cohort_month <= m.month_start
), activity as (
  select cohort_month, active_month, count(*) as active_customers from active join firsts using (customer_key) group by all
)
select c.cohort_month, date_diff('month', c.cohort_month, c.month_start), c.cohort_size,
  coalesce(a.active_customers, 0),
  round(coalesce(a.active_customers, 0)::decimal(18, 8) / c.cohort_size, 4)::decimal(5, 4)
from cells c
left join activity a on a.cohort_month = c.cohort_month and a.active_month = c.month_start
