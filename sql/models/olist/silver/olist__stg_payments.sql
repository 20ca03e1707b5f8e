{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='order_id') }}

with

typed as (

    select * from {{ ref('olist__stg_payments__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every version of a key that a new row has touched: the newest of them is decided over all
        and order_id in (
            select {{ text_or_null('order_id') }} from {{ source('olist', 'payments') }}
            where {{ arrived_after(source('olist', 'payments')) }}
        )
        {%- endif %}

),

{{ newest_versions(
    'typed',
    key=['order_id', 'payment_sequential'],
    content=['payment_type', 'installments', 'payment_value']
) }},

final as (

    select
        order_id,
        payment_sequential,
        payment_type,
        installments,
        payment_value,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
