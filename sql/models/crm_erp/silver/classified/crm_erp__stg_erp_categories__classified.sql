with

base as (

    select * from {{ ref('crm_erp__base_erp_categories') }}

),

judged as (

    select
        *,
        case when {{ trimmed('category_id') }} is null then 'no id' end as quarantine_reason
    from base

),

{{ classified('judged', key=['category_id'], content=['category', 'subcategory', 'maintenance']) }},

final as (

    select
        category_id,
        category,
        subcategory,
        maintenance,
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
