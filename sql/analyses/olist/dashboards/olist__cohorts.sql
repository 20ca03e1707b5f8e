-- Do customers come back? Persons of a month's first orders who ordered again in the twelve months after it.
-- Cohorts of fewer than 30 persons are left out: one person would be several percent of them.
with

cohorts as (

    select
        cohort_month,
        months_since,
        cohort_size,
        active_customers
    from {{ ref('olist__cohort_retention') }}
    where months_since between 1 and 12 and cohort_size >= 30

)

select * from cohorts
order by cohort_month, months_since
