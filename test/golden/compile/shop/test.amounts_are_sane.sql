

select amount
from LAKEHOUSE.SILVER.stg_orders
where false
    or amount < 0
    or amount > 1e6
