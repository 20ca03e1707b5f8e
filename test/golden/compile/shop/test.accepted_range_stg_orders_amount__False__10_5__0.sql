

select amount
from (select * from LAKEHOUSE.SILVER.stg_orders where currency = 'BRL') dbt_subquery
where false
    or amount <= 0
    or amount >= 10.5
