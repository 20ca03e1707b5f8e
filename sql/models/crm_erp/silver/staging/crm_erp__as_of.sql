{{ config(materialized='view') }}

with

sales as (

    select * from {{ ref('crm_erp__stg_crm_sales') }}

),

newest as (

    select {{ as_of('max(order_date)') }} as as_of_date
    from sales

)

select * from newest
