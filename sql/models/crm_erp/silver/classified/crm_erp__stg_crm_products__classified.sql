with

base as (

    select * from {{ ref('crm_erp__base_crm_products') }}

),

typed as (

    select
        try_to_number({{ trimmed('product_id') }}, 38, 0) as product_id,
        replace(substr(trim(product_code), 1, 5), '-', '_') as category_id,
        {{ trimmed('substr(trim(product_code), 7)') }} as product_number,
        {{ trimmed('product_name') }} as product_name,
        try_to_number({{ trimmed('cost') }}, 18, 2) as cost,
        {{ trimmed('cost') }} is not null as has_cost,
        case upper(trim(product_line))
            when 'M' then 'Mountain'
            when 'R' then 'Road'
            when 'S' then 'Other Sales'
            when 'T' then 'Touring'
            else 'n/a'
        end as product_line,
        try_to_date({{ trimmed('start_date') }}, 'YYYY-MM-DD') as start_date,
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
            when product_id is null then 'no prd_id'
            when product_number is null then 'no product in prd_key'
            when start_date is null then 'prd_start_dt is no date'
            when cost is null and has_cost then 'prd_cost is not a number'
            when cost < 0 then 'negative prd_cost'
        end as quarantine_reason
    from typed

),

{{ classified(
    'judged',
    key=['product_id'],
    content=['category_id', 'product_number', 'product_name', 'cost', 'product_line', 'start_date']
) }},

final as (

    select
        product_id,
        category_id,
        product_number,
        product_name,
        coalesce(cost, 0) as cost,
        product_line,
        start_date,
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
