
    
    

with child as (
    select customer_identification_number as from_field
    from LAKEHOUSE.GOLD.orders
    where customer_identification_number is not null
),

parent as (
    select customer_id as to_field
    from LAKEHOUSE.BRONZE_SHOP.customers_v2
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


