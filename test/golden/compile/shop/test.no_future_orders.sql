

select order_id from LAKEHOUSE.GOLD.orders
where ordered_at > '2026-01-01'