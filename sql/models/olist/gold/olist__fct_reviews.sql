with

reviews as (

    select * from {{ ref('olist__stg_reviews') }}

),

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

final as (

    select
        {{ surrogate_key(['reviews.review_id', 'reviews.order_id']) }} as review_key,
        {{ surrogate_key(['reviews.order_id']) }} as order_key,
        orders.customer_key,
        reviews.review_id,
        reviews.order_id,
        reviews.review_score,
        reviews.comment_title,
        reviews.comment_message,
        reviews.created_at,
        reviews.answered_at,
        orders.purchase_date
    from reviews
    left join orders
        on reviews.order_id = orders.order_id

)

select * from final
