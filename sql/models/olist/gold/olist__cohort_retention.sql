with

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

calendar as (

    select * from {{ ref('olist__dim_date') }}

),

active_months as (

    select distinct
        customer_key,
        date_trunc(month, purchase_date)::date as active_month
    from orders

),

first_months as (

    select
        customer_key,
        min(active_month) as cohort_month
    from active_months
    group by customer_key

),

cohorts as (

    select
        cohort_month,
        count(*) as cohort_size
    from first_months
    group by cohort_month

),

last_month as (

    select max(active_month) as last_active_month from active_months

),

months as (

    select distinct calendar.month_start
    from calendar
    inner join last_month
        on calendar.month_start <= last_month.last_active_month

),

-- Every month of every cohort up to the last month in the data, ordered in or not.
cells as (

    select
        cohorts.cohort_month,
        cohorts.cohort_size,
        months.month_start,
        datediff(month, cohorts.cohort_month, months.month_start) as months_since
    from cohorts
    inner join months
        on cohorts.cohort_month <= months.month_start

),

activity as (

    select
        first_months.cohort_month,
        active_months.active_month,
        count(*) as active_customers
    from active_months
    inner join first_months
        on active_months.customer_key = first_months.customer_key
    group by first_months.cohort_month, active_months.active_month

),

final as (

    select
        cells.cohort_month,
        cells.months_since,
        cells.cohort_size,
        coalesce(activity.active_customers, 0) as active_customers,
        round(coalesce(activity.active_customers, 0) / cells.cohort_size, 4)::number(5, 4) as retention_rate
    from cells
    left join activity
        on cells.cohort_month = activity.cohort_month
        and cells.month_start = activity.active_month

)

select * from final
