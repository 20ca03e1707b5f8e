-- Where amount, quantity and price of the source agree, silver has the very same figures: bronze and silver reconcile
-- line by line, and every difference is a repair.
with

bronze as (

    select
        _file,
        _row,
        try_to_number(sls_sales, 18, 2) as sales_amount,
        try_to_number(sls_quantity, 18, 4) as quantity,
        try_to_number(sls_price, 18, 2) as price
    from {{ source('crm_erp', 'sales_details') }}

),

silver as (

    select * from {{ ref('crm_erp__stg_crm_sales') }}

),

changed as (

    select
        silver.order_number,
        silver.product_number,
        silver.occurrence,
        bronze.sales_amount as source_sales_amount,
        silver.sales_amount,
        bronze.quantity as source_quantity,
        silver.quantity,
        bronze.price as source_price,
        silver.price
    from silver
    inner join bronze
        on silver._file = bronze._file
        and silver._row = bronze._row
    where
        bronze.sales_amount > 0
        and bronze.price > 0
        and bronze.sales_amount = bronze.quantity * bronze.price
        and not (
            silver.sales_amount = bronze.sales_amount
            and silver.quantity = bronze.quantity
            and silver.price = bronze.price
        )

)

select * from changed
