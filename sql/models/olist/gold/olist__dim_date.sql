with

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

bounds as (

    select
        min(least(
            purchased_at,
            coalesce(approved_at, purchased_at),
            coalesce(delivered_to_carrier_at, purchased_at),
            coalesce(delivered_at, purchased_at),
            coalesce(estimated_delivery_at, purchased_at)
        ))::date as first_day,
        max(greatest(
            purchased_at,
            coalesce(approved_at, purchased_at),
            coalesce(delivered_to_carrier_at, purchased_at),
            coalesce(delivered_at, purchased_at),
            coalesce(estimated_delivery_at, purchased_at)
        ))::date as last_day
    from orders

),

-- SEQ4 may leave gaps; ROW_NUMBER does not. Fifty years: a fact's relationship test fails beyond them.
numbers as (

    select row_number() over (order by seq4()) - 1 as n
    from table(generator(rowcount => 18263))

),

days as (

    select dateadd(day, numbers.n, bounds.first_day)::date as date_day
    from bounds
    inner join numbers
        on numbers.n <= datediff(day, bounds.first_day, bounds.last_day)

),

final as (

    select
        date_day,
        year(date_day) as year,
        quarter(date_day) as quarter,
        month(date_day) as month,
        date_trunc(month, date_day)::date as month_start,
        dayofmonth(date_day) as day_of_month,
        dayofweekiso(date_day) as iso_day_of_week,
        weekiso(date_day) as iso_week,
        dayofweekiso(date_day) >= 6 as is_weekend
    from days

)

select * from final
