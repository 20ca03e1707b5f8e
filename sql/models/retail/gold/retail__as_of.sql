{{ config(materialized='ephemeral') }}

-- The day that activity is counted to: `--vars 'as_of: YYYY-MM-DD'`, else the newest sale's.
with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

newest as (

    -- MAX around it: one row, also where the date is given
    select max({{ as_of('sale_date') }}) as as_of_date
    from sales

)

select * from newest
