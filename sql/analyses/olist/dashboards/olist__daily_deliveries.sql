-- Do orders arrive in time, and what do customers say? Delivered orders by day of purchase and state of the customer.
with

delivered_orders as (

    select * from {{ ref('olist__fct_orders') }}
    where order_status = 'delivered'

),

days as (

    select
        purchase_date,
        coalesce(customer_state, 'unknown') as state,
        count_if(is_late is not null) as dated_deliveries,
        count_if(is_late) as late_orders,
        sum(coalesce(delivery_days, 0)) as delivery_days,
        count(review_score) as reviewed_orders,
        sum(coalesce(review_score, 0)) as review_score
    from delivered_orders
    group by purchase_date, coalesce(customer_state, 'unknown')

)

select * from days
order by purchase_date, state
