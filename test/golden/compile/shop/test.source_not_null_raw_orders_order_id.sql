
    
    



select order_id
from LAKEHOUSE.BRONZE_SHOP.orders
where order_id is null


