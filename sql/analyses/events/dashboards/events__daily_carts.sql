-- What is left in carts? Carts given up without an order, by day and the last step that was taken.
with

carts as (

    select
        abandon_date,
        abandon_stage,
        abandoned_carts,
        abandoned_value
    from {{ ref('events__cart_abandonment') }}

)

select * from carts
order by abandon_date, abandon_stage
