-- What sells? Categories by revenue, with what part of it was delivered.
with

categories as (

    select
        category,
        sum(items) as items,
        sum(revenue) as revenue,
        sum(delivered_revenue) as delivered_revenue
    from {{ ref('olist__category_revenue') }}
    group by category

),

shares as (

    select
        *,
        round(delivered_revenue::number(18, 2) / nullif(revenue, 0)::number(18, 2), 4) as delivered_share
    from categories

)

select * from shares
order by revenue desc
limit 20
