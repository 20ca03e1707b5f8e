-- Periods follow each other without a gap, and the one current period is the address that the dimension shows.
with

current_addresses as (

    select
        dim.seller_id,
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

periods as (

    select
        seller_id,
        valid_to,
        lead(valid_from) over (partition by seller_id order by valid_from) as next_valid_from
    from {{ ref('olist__seller_address_history') }}

),

failures as (

    select
        seller_id,
        'not the current address' as reason
    from current_addresses
    where current_periods <> 1 or matching_periods <> 1
    union all
    select
        seller_id,
        'gap' as reason
    from periods
    where not equal_null(valid_to, next_valid_from)

)

select * from failures
