with

base as (

    select * from {{ ref('crm_erp__base_crm_customers') }}

),

typed as (

    select
        try_to_number({{ trimmed('customer_id') }}, 38, 0) as customer_id,
        {{ trimmed('customer_number') }} as customer_number,
        {{ trimmed('first_name') }} as first_name,
        {{ trimmed('last_name') }} as last_name,
        case upper(trim(marital_status))
            when 'S' then 'Single'
            when 'M' then 'Married'
            else 'n/a'
        end as marital_status,
        case upper(trim(gender))
            when 'F' then 'Female'
            when 'M' then 'Male'
            else 'n/a'
        end as gender,
        try_to_date({{ trimmed('create_date') }}, 'YYYY-MM-DD') as create_date,
        {{ trimmed('customer_id') }} is not null as has_customer_id,
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
            when not has_customer_id then 'no cst_id'
            when customer_id is null then 'cst_id is not a number'
        end as quarantine_reason
    from typed

),

{{ classified(
    'judged',
    key=['customer_id'],
    content=['customer_number', 'first_name', 'last_name', 'marital_status', 'gender', 'create_date'],
    first='create_date desc nulls last'
) }},

final as (

    select
        customer_id,
        customer_number,
        first_name,
        last_name,
        marital_status,
        gender,
        create_date,
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
