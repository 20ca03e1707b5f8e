-- Who are the customers? Persons, spending and recency by RFM segment.
with

segments as (

    select
        segment,
        count(*) as persons,
        sum(monetary) as monetary,
        round(avg(recency_days), 0) as mean_recency_days
    from {{ ref('olist__customer_rfm') }}
    group by segment

)

select * from segments
order by monetary desc
