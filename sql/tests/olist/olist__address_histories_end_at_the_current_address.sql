-- Periods follow each other without a gap, and the last one is the address that the dimension shows.
with

customers as (

    select
        dim.customer_unique_id as key,
        dim.zip_code_prefix,
        dim.city,
        dim.state,
        count_if(history.is_current) as current_periods,
        count_if(
            history.is_current
            and equal_null(history.zip_code_prefix, dim.zip_code_prefix)
            and equal_null(history.city, dim.city)
            and equal_null(history.state, dim.state)
        ) as matching_periods,
        min(history.valid_from) as first_valid_from,
        max(dim.first_order_at) as first_order_at
    from {{ ref('olist__dim_customers') }} as dim
    left join {{ ref('olist__customer_address_history') }} as history
        on dim.customer_unique_id = history.customer_unique_id
    where dim.orders > 0
    group by dim.customer_unique_id, dim.zip_code_prefix, dim.city, dim.state

),

sellers as (

    select
        dim.seller_id as key,
        count_if(history.is_current) as current_periods,
        count_if(
            history.is_current
            and equal_null(history.zip_code_prefix, dim.zip_code_prefix)
            and equal_null(history.city, dim.city)
            and equal_null(history.state, dim.state)
        ) as matching_periods
    from {{ ref('olist__dim_sellers') }} as dim
    left join {{ ref('olist__seller_address_history') }} as history
        on dim.seller_id = history.seller_id
    group by dim.seller_id

),

followed as (

    select
        customer_unique_id as key,
        valid_to,
        lead(valid_from) over (partition by customer_unique_id order by valid_from) as next_valid_from
    from {{ ref('olist__customer_address_history') }}
    union all
    select
        seller_id,
        valid_to,
        lead(valid_from) over (partition by seller_id order by valid_from)
    from {{ ref('olist__seller_address_history') }}

),

failures as (

    select
        key,
        'customer' as of_what
    from customers
    where current_periods <> 1 or matching_periods <> 1 or first_valid_from <> first_order_at
    union all
    select
        key,
        'seller'
    from sellers
    where current_periods <> 1 or matching_periods <> 1
    union all
    select
        key,
        'gap'
    from followed
    where not equal_null(valid_to, next_valid_from)

)

select * from failures
