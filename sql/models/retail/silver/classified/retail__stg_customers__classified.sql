with

base as (

    select * from {{ ref('retail__base_customers') }}

),

typed as (

    select
        try_to_number({{ trimmed('customer_id') }}, 38, 0) as customer_id,
        {{ trimmed('customer_id') }} is not null as has_customer_id,
        initcap({{ trimmed('customer_name') }}) as customer_name,
        upper({{ trimmed('country') }}) as country,
        {{ email_or_null('email') }} as email,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from base

),

judged as (

    select
        *,
        case
            when not has_customer_id then 'no customer_id'
            when customer_id is null then 'customer_id is not a number'
        end as quarantine_reason
    from typed

),

{{ classified('judged', key=['customer_id'], content=['customer_name', 'country', 'email']) }},

final as (

    select
        customer_id,
        customer_name,
        country,
        email,
        quarantine_reason,
        _class,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified

)

select * from final
