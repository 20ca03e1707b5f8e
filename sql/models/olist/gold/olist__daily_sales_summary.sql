with

delivered_orders as (

    select * from {{ ref('olist__fct_orders') }}
    where order_status = 'delivered'

),

calendar as (

    select * from {{ ref('olist__dim_date') }}

),

days as (

    select
        purchase_date,
        count(*) as orders,
        count(distinct customer_key) as unique_customers,
        sum(items) as items,
        sum(item_revenue) as revenue,
        sum(freight) as freight,
        sum(gross_order_value) as gross_revenue,
        min(gross_order_value) as min_order_value,
        max(gross_order_value) as max_order_value
    from delivered_orders
    group by purchase_date

),

bounds as (

    select
        min(purchase_date) as first_day,
        max(purchase_date) as last_day
    from days

),

-- A day without a sale is a day of the mean, with nothing sold.
every_day as (

    select
        calendar.date_day,
        coalesce(days.gross_revenue, 0) as gross_revenue
    from calendar
    inner join bounds
        on calendar.date_day between bounds.first_day and bounds.last_day
    left join days
        on calendar.date_day = days.purchase_date

),

weeks as (

    select
        date_day,
        sum(gross_revenue) over (order by date_day rows between 6 preceding and current row) as gross_revenue_7_days,
        count(*) over (order by date_day rows between 6 preceding and current row) as days
    from every_day

),

final as (

    select
        days.purchase_date,
        days.orders,
        days.unique_customers,
        days.items,
        days.revenue,
        days.freight,
        days.gross_revenue,
        round(days.gross_revenue / days.orders, 2)::number(18, 2) as mean_order_value,
        days.min_order_value,
        days.max_order_value,
        round(weeks.gross_revenue_7_days / weeks.days, 2)::number(18, 2) as gross_revenue_7_day_mean
    from days
    inner join weeks
        on days.purchase_date = weeks.date_day

)

select * from final
