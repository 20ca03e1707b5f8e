{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key='sale_id',
    on_schema_change='fail'
) }}

with

classified as (

    select * from {{ ref('retail__stg_sales__classified') }}

),

accepted as (

    select
        sale_id,
        customer_id,
        product_id,
        quantity,
        sold_at,
        _file,
        _row,
        _record,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where
        _class = 'accepted'
        -- a key never loses its accepted row, and the row that takes another's place has arrived after it
        and {{ arrived_after(ref('retail__stg_sales__classified'), arrived_at='_arrived_at') }}

)

select * from accepted
