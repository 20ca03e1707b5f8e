with

rows_received as (

    select * from {{ ref('retail__stg_customers__classified') }}
    where quarantine_reason is null

),

{{ history('rows_received', 'customer_id', ['customer_name', 'country', 'email']) }},

final as (

    select
        {{ surrogate_key(['customer_id', 'valid_from_text']) }} as customer_version_key,
        {{ surrogate_key(['customer_id']) }} as customer_key,
        customer_id,
        customer_name,
        country,
        email,
        valid_from,
        valid_to,
        is_first,
        valid_to is null as is_current
    from periods

)

select * from final
