-- The versions of a product leave no gap and do not overlap; its last one, and no other, is current and has no end.
with

versions as (

    select
        product_number,
        start_date,
        end_date,
        is_current,
        lead(start_date) over (partition by product_number order by start_date) as next_start_date
    from {{ ref('crm_erp__dim_products_history') }}

),

broken as (

    select * from versions
    where
        (next_start_date is not null and (is_current or end_date is null or dateadd(day, 1, end_date) <> next_start_date))
        or (next_start_date is null and (not is_current or end_date is not null))

)

select * from broken
