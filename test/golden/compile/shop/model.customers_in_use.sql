
with __dbt__cte__stg_customers as (

-- one row a customer
select "CUSTOMER_ID", "NAME"
from LAKEHOUSE.BRONZE_SHOP.customers_v2
) select c.*
from __dbt__cte__stg_customers as c
inner join LAKEHOUSE.SILVER.stg_orders as o on o.customer_id = c.customer_id