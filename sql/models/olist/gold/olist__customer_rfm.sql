with

delivered_orders as (

    select orders.*
    from {{ ref('olist__fct_orders') }} as orders
    inner join {{ ref('olist__as_of') }} as as_of
        on orders.purchase_date <= as_of.as_of_date
    where orders.order_status = 'delivered'

),

as_of as (

    select * from {{ ref('olist__as_of') }}

),

customers as (

    select
        customer_key,
        customer_unique_id,
        max(purchase_date) as last_order_date,
        count(*) as frequency,
        sum(payment_value) as monetary
    from delivered_orders
    group by customer_key, customer_unique_id

),

measured as (

    select
        customers.*,
        as_of.as_of_date,
        datediff(day, customers.last_order_date, as_of.as_of_date) as recency_days
    from customers
    cross join as_of

),

-- RANK and not NTILE: persons who are equal stand in the same quintile.
ranked as (

    select
        *,
        count(*) over () as persons,
        5 * (rank() over (order by recency_days desc) - 1) as r_fifths,
        5 * (rank() over (order by monetary) - 1) as m_fifths
    from measured

),

scored as (

    select
        *,
        -- less the remainder it divides exactly: the division's rounding lifts nobody to the next quintile
        (r_fifths - mod(r_fifths, persons)) / persons + 1 as r_score,
        least(frequency, 3) as f_score,
        (m_fifths - mod(m_fifths, persons)) / persons + 1 as m_score
    from ranked

),

final as (

    select
        customer_key,
        customer_unique_id,
        as_of_date,
        last_order_date,
        recency_days,
        frequency,
        monetary,
        r_score::number(1, 0) as r_score,
        f_score::number(1, 0) as f_score,
        m_score::number(1, 0) as m_score,
        case
            when f_score >= 2 and r_score >= 4 and m_score >= 4 then 'Champion'
            when f_score >= 2 and r_score >= 3 then 'Loyal'
            when f_score >= 2 then 'At risk'
            when r_score >= 4 and m_score >= 4 then 'Promising'
            when r_score >= 4 then 'New'
            when r_score = 3 then 'Needs attention'
            when m_score >= 4 then 'Lapsed big spender'
            else 'Lapsed'
        end as segment
    from scored

)

select * from final
