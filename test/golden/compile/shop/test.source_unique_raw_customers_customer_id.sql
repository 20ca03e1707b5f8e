
    
    

select
    customer_id as unique_field,
    count(*) as n_records

from (select * from LAKEHOUSE.BRONZE_SHOP.customers_v2 where customer_id <> '') dbt_subquery
where customer_id is not null
group by customer_id
having count(*) > 1


