-- Periods follow each other without a gap, and the one current period is the address that the dimension shows.
with

current_addresses as (

    select
        dim.customer_unique_id,
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
    group by dim.customer_unique_id

),

periods as (

    select
        customer_unique_id,
        valid_to,
        lead(valid_from) over (partition by customer_unique_id order by valid_from) as next_valid_from
    from {{ ref('olist__customer_address_history') }}

),

failures as (

    select
        customer_unique_id,
        'not the current address' as reason
    from current_addresses
    where current_periods <> 1 or matching_periods <> 1 or first_valid_from <> first_order_at
    union all
    select
        customer_unique_id,
        'gap' as reason
    from periods
    where not equal_null(valid_to, next_valid_from)

)

select * from failures
