-- What do customers buy? Delivered orders and their value, by day of purchase and state of the customer.
with

delivered_orders as (

    select * from {{ ref('olist__fct_orders') }}
    where order_status = 'delivered'

),

-- A person is counted on the day of the first delivered order, so that persons can be summed over days and states.
numbered as (

    select
        purchase_date,
        coalesce(customer_state, 'unknown') as state,
        items,
        item_revenue,
        freight,
        gross_order_value,
        row_number() over (partition by customer_key order by purchased_at, order_id) as order_number
    from delivered_orders

),

days as (

    select
        purchase_date,
        state,
        count(*) as orders,
        count_if(order_number = 1) as new_customers,
        sum(items) as items,
        sum(item_revenue) as item_revenue,
        sum(freight) as freight,
        sum(gross_order_value) as gross_revenue
    from numbered
    group by purchase_date, state

)

select * from days
order by purchase_date, state
