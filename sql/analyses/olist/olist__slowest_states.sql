-- Where are deliveries late? States by late rate over all months.
with

states as (

    select
        customer_state,
        sum(dated_deliveries) as dated_deliveries,
        sum(late_orders) as late_orders,
        round(sum(late_orders) / nullif(sum(dated_deliveries), 0), 4) as late_rate
    from {{ ref('olist__delivery_performance') }}
    group by customer_state

)

select * from states
order by late_rate desc nulls last
