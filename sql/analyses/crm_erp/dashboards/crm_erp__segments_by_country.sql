-- Who are the customers? Customers with a dated line by segment, age group and country.
with

report as (

    select * from {{ ref('crm_erp__report_customers') }}

),

customers as (

    select * from {{ ref('crm_erp__dim_customers') }}

),

segments as (

    select
        report.customer_segment,
        report.age_group,
        coalesce(customers.country, 'n/a') as country,
        count(*) as customers,
        sum(report.total_orders) as orders,
        sum(report.total_sales) as sales
    from report
    left join customers
        on report.customer_key = customers.customer_key
    group by report.customer_segment, report.age_group, coalesce(customers.country, 'n/a')

)

select * from segments
order by customer_segment, age_group, country
