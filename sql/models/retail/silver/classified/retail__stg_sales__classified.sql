{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['_file', '_row', '_record'],
    on_schema_change='fail'
) }}

with

base as (

    select * from {{ ref('retail__stg_sales__records') }}

),

touched as (

    select * from base
    {%- if is_incremental() %}
    -- every version of a sale that a new record names: which of them holds is decided over all
    where {{ arrived_after(ref('retail__stg_sales__records'), arrived_at='_arrived_at') }}
        or trim(sale_id) in (
            select trim(sale_id) from base
            where {{ arrived_after(ref('retail__stg_sales__records'), arrived_at='_arrived_at') }}
        )
    {%- endif %}

),

typed as (

    select
        {{ trimmed('sale_id') }} as sale_id,
        try_to_number({{ trimmed('customer_id') }}, 38, 0) as customer_id,
        try_to_number({{ trimmed('product_id') }}, 38, 0) as product_id,
        try_to_number({{ trimmed('quantity') }}, 18, 4) as stated_quantity,
        {{ trimmed('sale_date') }} as stated_sale_date,
        {{ sale_time(trimmed('sale_date')) }} as sold_at,
        is_object(record) as is_record,
        _file,
        _row,
        _record,
        _arrived_at,
        _extracted_at,
        _sha256
    from touched

),

measured as (

    select
        *,
        case
            when stated_quantity > 0 and stated_quantity = floor(stated_quantity)
                then cast(stated_quantity as number(18, 0))
        end as quantity
    from typed

),

judged as (

    select
        *,
        case
            when not coalesce(is_record, false) then 'not a JSON object'
            when sale_id is null then 'no sale_id'
            when customer_id is null then 'no customer_id'
            when product_id is null then 'no product_id'
            when quantity is null then 'quantity is not a positive whole number'
            when stated_sale_date is null then 'no sale_date'
            when sold_at is null then 'sale_date is no time'
        end as quarantine_reason
    from measured

),

{{ classified(
    'judged',
    key=['sale_id'],
    content=['customer_id', 'product_id', 'quantity', 'sold_at'],
    last="try_to_number(_record, 38, 0) desc nulls last, _record desc"
) }},

final as (

    select
        sale_id,
        customer_id,
        product_id,
        quantity,
        sold_at,
        quarantine_reason,
        _class,
        _file,
        _row,
        _record,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified

)

select * from final
