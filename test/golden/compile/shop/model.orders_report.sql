-- orders_report of dev
select count(*) as orders, 5 as letters
from LAKEHOUSE.GOLD.orders -- GOLD.orders_report