-- Each summary holds the whole of what it sums up, to the cent.
with

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

order_items as (

    select * from {{ ref('olist__fct_order_items') }}

),

totals as (

    select
        'daily_sales_summary' as summary,
        (select coalesce(sum(gross_revenue), 0) from {{ ref('olist__daily_sales_summary') }}) as found,
        (select coalesce(sum(gross_order_value), 0) from orders where order_status = 'delivered') as expected
    union all
    select
        'category_revenue',
        (select coalesce(sum(revenue), 0) from {{ ref('olist__category_revenue') }}),
        (select coalesce(sum(price), 0) from order_items)
    union all
    select
        'seller_performance',
        (select coalesce(sum(revenue), 0) from {{ ref('olist__seller_performance') }}),
        (select coalesce(sum(price), 0) from order_items)
    union all
    select
        'payment_mix',
        (select coalesce(sum(payment_value), 0) from {{ ref('olist__payment_mix') }}),
        (select coalesce(sum(payment_value), 0) from orders)
    union all
    select
        'dim_customers',
        (select coalesce(sum(total_spent), 0) from {{ ref('olist__dim_customers') }}),
        (select coalesce(sum(payment_value), 0) from orders)
    union all
    select
        'delivery_performance',
        (select coalesce(sum(orders), 0) from {{ ref('olist__delivery_performance') }}),
        (select count(*) from orders)
    union all
    select
        'cohort_retention',
        (select coalesce(sum(cohort_size), 0) from {{ ref('olist__cohort_retention') }} where months_since = 0),
        (select count(distinct customer_key) from orders)

),

differences as (

    select * from totals
    where found <> expected

)

select * from differences
