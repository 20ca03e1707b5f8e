
-- one row a customer
select "CUSTOMER_ID", "NAME"
from LAKEHOUSE.BRONZE_SHOP.customers_v2