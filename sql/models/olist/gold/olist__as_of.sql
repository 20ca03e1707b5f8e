{{ config(materialized='ephemeral') }}

-- The day that recency is counted to: `--vars 'as_of: YYYY-MM-DD'`, else the newest purchase date in the data.
with

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

newest as (

    select
        {% if var('as_of', none) is not none -%}
        '{{ var("as_of") }}'::date as as_of_date
        {%- else -%}
        max(purchased_at)::date as as_of_date
        {%- endif %}
    from orders

)

select * from newest
