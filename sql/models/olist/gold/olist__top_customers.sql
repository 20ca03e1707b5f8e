with

customers as (

    select * from {{ ref('olist__dim_customers') }}

),

ranked as (

    select
        *,
        row_number() over (order by total_spent desc, customer_unique_id) as spending_rank
    from customers
    where orders > 0

),

final as (

    select
        spending_rank,
        customer_key,
        customer_unique_id,
        city,
        state,
        orders,
        total_spent,
        first_order_at,
        last_order_at,
        datediff(day, first_order_at::date, last_order_at::date) as lifetime_days
    from ranked
    where spending_rank <= 100

)

select * from final
