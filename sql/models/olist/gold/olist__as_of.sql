{{ config(materialized='ephemeral') }}

-- The day that recency is counted to: `--vars 'as_of: YYYY-MM-DD'`, else the newest purchase date in the data.
with

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

newest as (

    -- MAX around it: one row, also where the date is given
    select max({{ as_of('purchased_at::date') }}) as as_of_date
    from orders

)

select * from newest
