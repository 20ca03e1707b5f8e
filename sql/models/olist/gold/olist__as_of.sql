{{ config(materialized='ephemeral') }}

-- The day that recency is counted to: `--vars 'as_of: YYYY-MM-DD'`, else the newest purchase date in the data.
with

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

newest as (

    select {{ as_of('max(purchased_at)::date') }} as as_of_date
    from orders

)

select * from newest
