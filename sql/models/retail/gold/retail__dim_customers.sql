with

customers as (

    select * from {{ ref('retail__stg_customers') }}

),

final as (

    select
        {{ surrogate_key(['customer_id']) }} as customer_key,
        customer_id,
        customer_name,
        coalesce(country, 'UNKNOWN') as country,
        email
    from customers

)

select * from final
