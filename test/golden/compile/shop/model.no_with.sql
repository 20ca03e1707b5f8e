with __dbt__cte__stg_customers as (

-- one row a customer
select "CUSTOMER_ID", "NAME"
from LAKEHOUSE.BRONZE_SHOP.customers_v2
) /* first a comment */ select * from __dbt__cte__stg_customers