with
    recursive  __dbt__cte__stg_customers as (

-- one row a customer
select "CUSTOMER_ID", "NAME"
from LAKEHOUSE.BRONZE_SHOP.customers_v2
),  __dbt__cte__used_customers as (

select c.*
from __dbt__cte__stg_customers as c
inner join LAKEHOUSE.SILVER.stg_orders as o on o.customer_id = c.customer_id
), days as (select 1 as day)

select o.*, c.name, TEXT as kind
from LAKEHOUSE.SILVER.stg_orders as o
left join __dbt__cte__used_customers as c using (customer_id)
left join __dbt__cte__stg_customers as s using (customer_id)