-- Who are the customers? Customers by RFM segment and country, as of the newest event.
with

customers as (

    select * from {{ ref('events__analytics_customer_summary') }}

),

segments as (

    select
        rfm_segment,
        coalesce(country, 'unknown') as country,
        count(*) as customers,
        sum(orders) as orders,
        sum(total_spent) as spent
    from customers
    group by rfm_segment, coalesce(country, 'unknown')

)

select * from segments
order by rfm_segment, country
