-- Every order id of bronze that is not quarantined is one order in gold, and no other is.
with

bronze as (

    select distinct trim(orders.order_id) as order_id
    from {{ source('olist', 'orders') }} as orders
    left join {{ ref('olist__stg_orders__quarantine') }} as quarantine
        on orders._file = quarantine._file
        and orders._row = quarantine._row
    where quarantine._row is null

),

gold as (

    select order_id from {{ ref('olist__fct_orders') }}

),

differences as (

    select
        bronze.order_id as bronze_order_id,
        gold.order_id as gold_order_id
    from bronze
    full outer join gold
        on bronze.order_id = gold.order_id
    where bronze.order_id is null or gold.order_id is null

)

select * from differences
