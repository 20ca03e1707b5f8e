
    
    



select order_id
from LAKEHOUSE.SILVER.stg_orders
where order_id is null


