-- Who the customers of each segment are. Customers with undated lines only have no segment.
with

customers as (

    select * from {{ ref('crm_erp__report_customers') }}

)

select
    customer_segment,
    age_group,
    count(*) as customers,
    sum(total_sales) as sales,
    round(avg(avg_order_value), 2) as mean_order_value
from customers
group by customer_segment, age_group
order by customer_segment, age_group
