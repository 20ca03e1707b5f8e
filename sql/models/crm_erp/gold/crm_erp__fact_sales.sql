{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key='sales_line_key',
    on_schema_change='fail'
) }}

with

lines as (

    select * from {{ ref('crm_erp__stg_crm_sales') }}
    where {{ arrived_after(ref('crm_erp__stg_crm_sales'), arrived_at='_arrived_at') }}

),

keyed as (

    select
        order_number,
        {{ surrogate_key(['product_number']) }} as product_key,
        {{ surrogate_key(['customer_id']) }} as customer_key,
        order_date,
        shipping_date,
        due_date,
        sales_amount,
        quantity,
        price,
        occurrence,
        {{ surrogate_key(['order_number', 'product_number', 'occurrence']) }} as sales_line_key,
        _arrived_at
    from lines

)

select * from keyed
