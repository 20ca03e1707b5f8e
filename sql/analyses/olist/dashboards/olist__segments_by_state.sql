-- Who are the customers? Persons with a delivered order by RFM segment and state of their latest order.
with

rfm as (

    select * from {{ ref('olist__customer_rfm') }}

),

customers as (

    select * from {{ ref('olist__dim_customers') }}

),

segments as (

    select
        rfm.segment,
        coalesce(customers.state, 'unknown') as state,
        count(*) as persons,
        sum(rfm.frequency) as orders,
        sum(rfm.monetary) as spent
    from rfm
    inner join customers
        on rfm.customer_key = customers.customer_key
    group by rfm.segment, coalesce(customers.state, 'unknown')

)

select * from segments
order by segment, state
