{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='customer_id') }}

with

typed as (

    select * from {{ ref('olist__stg_customers__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every version of a key that a new row has touched: the newest of them is decided over all
        and customer_id in (
            select {{ text_or_null('customer_id') }} from {{ source('olist', 'customers') }}
            where {{ arrived_after(source('olist', 'customers')) }}
        )
        {%- endif %}

),

{{ newest_versions(
    'typed',
    key=['customer_id'],
    content=['customer_unique_id', 'zip_code_prefix', 'city', 'state']
) }},

final as (

    select
        customer_id,
        customer_unique_id,
        zip_code_prefix,
        city,
        state,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
