-- How do sales develop? Delivered orders by month of purchase, with the change against the month before.
with

days as (

    select * from {{ ref('olist__daily_sales_summary') }}

),

months as (

    select
        date_trunc(month, purchase_date)::date as purchase_month,
        sum(orders) as orders,
        sum(gross_revenue) as gross_revenue
    from days
    group by date_trunc(month, purchase_date)::date

),

compared as (

    select
        purchase_month,
        orders,
        gross_revenue,
        gross_revenue - lag(gross_revenue) over (order by purchase_month) as change
    from months

)

select * from compared
order by purchase_month
