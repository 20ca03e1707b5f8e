with

customers as (

    select * from {{ ref('events__dim_customers') }}

),

lines as (

    -- what was bought: lines of fulfilled orders
    select * from {{ ref('events__analytics_order_items') }}
    where order_status = 'fulfilled'

),

as_of as (

    select * from {{ ref('events__as_of') }}

),

per_category as (

    select
        customer_id,
        product_category,
        sum(quantity) as quantity,
        sum(line_amount) as line_amount
    from lines
    group by customer_id, product_category

),

favourites as (

    select
        customer_id,
        product_category
    from per_category
    where product_category is not null
    -- most pieces, then most money, then the name: no two categories stand equal
    qualify row_number() over (
        partition by customer_id
        order by quantity desc nulls last, line_amount desc nulls last, product_category
    ) = 1

),

bought as (

    select
        customer_id,
        sum(quantity) as products_bought
    from per_category
    group by customer_id

),

measured as (

    select
        customers.customer_key,
        customers.customer_id,
        customers.first_name,
        customers.last_name,
        customers.country,
        customers.segment,
        customers.orders,
        customers.fulfilled_orders,
        customers.total_spent,
        round(customers.total_spent / nullif(customers.fulfilled_orders, 0), 2) as avg_order_value,
        customers.first_order_at,
        customers.last_order_at,
        datediff(day, customers.last_order_at::date, as_of.as_of_date) as recency_days,
        favourites.product_category as favourite_category,
        coalesce(bought.products_bought, 0) as products_bought,
        as_of.as_of_date
    from customers
    cross join as_of
    left join favourites
        on customers.customer_id = favourites.customer_id
    left join bought
        on customers.customer_id = bought.customer_id

),

scored as (

    select
        *,
        case
            when recency_days <= 30 then 'High'
            when recency_days <= 90 then 'Medium'
            else 'Low'
        end as recency_score,
        case
            when orders >= 10 then 'High'
            when orders >= 5 then 'Medium'
            else 'Low'
        end as frequency_score,
        case
            when total_spent >= 1000 then 'High'
            when total_spent >= 500 then 'Medium'
            else 'Low'
        end as monetary_score
    from measured

),

final as (

    select
        customer_key,
        customer_id,
        first_name,
        last_name,
        country,
        segment,
        orders,
        fulfilled_orders,
        total_spent,
        avg_order_value,
        first_order_at,
        last_order_at,
        recency_days,
        recency_score,
        frequency_score,
        monetary_score,
        case
            when orders = 0 then 'Visitor'
            when recency_score = 'High' and frequency_score = 'High' and monetary_score = 'High' then 'Champion'
            when recency_score = 'Low' and (frequency_score = 'High' or monetary_score = 'High') then 'At risk'
            when frequency_score in ('High', 'Medium') then 'Loyal'
            when monetary_score = 'High' then 'Big spender'
            when recency_score = 'High' then 'Recent'
            when recency_score = 'Medium' then 'Cooling'
            else 'Lapsed'
        end as rfm_segment,
        favourite_category,
        products_bought,
        as_of_date
    from scored

)

select * from final
