-- What does a late delivery cost? Mean review score of delivered orders by lateness.
with

orders as (

    select * from {{ ref('olist__fct_orders') }}
    where order_status = 'delivered' and is_late is not null

),

lateness as (

    select
        case
            when delay_days <= 0 then '0 in time'
            when delay_days <= 3 then '1 to 3 days late'
            when delay_days <= 7 then '4 to 7 days late'
            else '8 days late and more'
        end as lateness,
        count(*) as orders,
        count(review_score) as reviewed_orders,
        round(avg(review_score), 2) as mean_review_score
    from orders
    group by 1

)

select * from lateness
order by lateness
