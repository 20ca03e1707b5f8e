with

base as (

    select * from {{ ref('crm_erp__base_erp_locations') }}

),

typed as (

    select
        {{ trimmed("replace(customer_number, '-', '')") }} as customer_number,
        case
            when upper(trim(country)) = 'DE' then 'Germany'
            when upper(trim(country)) in ('US', 'USA') then 'United States'
            else coalesce({{ trimmed('country') }}, 'n/a')
        end as country,
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
        case when customer_number is null then 'no cid' end as quarantine_reason
    from typed

),

{{ classified('judged', key=['customer_number'], content=['country']) }},

final as (

    select
        customer_number,
        country,
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
