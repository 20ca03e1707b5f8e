-- Which customers are active? Customers by activity on the newest day, and country.
with

activity as (

    select * from {{ ref('retail__client_activity') }}

),

countries as (

    select
        activity,
        country,
        count(*) as customers,
        sum(coalesce(sales_amount, 0)) as sales_amount
    from activity
    group by activity, country

)

select * from countries
order by activity, country
