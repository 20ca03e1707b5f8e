-- Do customers come back? Persons active n months after their first order, over the cohorts that are that old.
with

months as (

    select
        months_since,
        sum(active_customers) as active_customers,
        sum(cohort_size) as customers,
        round(sum(active_customers) / sum(cohort_size), 4) as retention_rate
    from {{ ref('olist__cohort_retention') }}
    group by months_since

)

select * from months
order by months_since
