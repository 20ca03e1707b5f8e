
    
    

with all_values as (

    select
        currency as value_field,
        count(*) as n_records

    from LAKEHOUSE.SILVER.stg_orders
    group by currency

)

select *
from all_values
where value_field not in (
    'BRL','EUR','it's','y'
)


