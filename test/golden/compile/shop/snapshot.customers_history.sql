


select * from LAKEHOUSE.BRONZE_SHOP.customers_v2