{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['order_number', 'product_number', 'occurrence'],
    on_schema_change='fail'
) }}

with

classified as (

    select * from {{ ref('crm_erp__stg_crm_sales__classified') }}

),

accepted as (

    select
        order_number,
        product_number,
        occurrence,
        customer_id,
        order_date,
        shipping_date,
        due_date,
        sales_amount,
        quantity,
        price,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where
        _class = 'accepted'
        -- a key never loses its accepted row, and the row that takes another's place has arrived after it
        and {{ arrived_after(ref('crm_erp__stg_crm_sales__classified'), arrived_at='_arrived_at') }}

)

select * from accepted
