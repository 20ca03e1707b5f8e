{{ config(materialized='view') }}

with

customers as (

    select * from {{ ref('events__dim_customers') }}

),

as_of as (

    select * from {{ ref('events__as_of') }}

),

final as (

    select
        customers.customer_key,
        customers.customer_id,
        customers.segment,
        customers.last_order_at,
        datediff(day, customers.last_order_at::date, as_of.as_of_date) as days_since_last_order,
        coalesce(
            datediff(day, customers.last_order_at::date, as_of.as_of_date) between 0 and 30, false
        ) as is_active,
        as_of.as_of_date
    from customers
    cross join as_of

)

select * from final
