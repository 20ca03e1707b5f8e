with

base as (

    select * from {{ ref('retail__base_products') }}

),

typed as (

    select
        try_to_number({{ trimmed('product_id') }}, 38, 0) as product_id,
        {{ trimmed('product_id') }} is not null as has_product_id,
        initcap({{ trimmed('product_name') }}) as product_name,
        initcap({{ trimmed('category') }}) as category,
        try_to_number({{ trimmed('price') }}, 18, 2) as price,
        {{ trimmed('price') }} is not null as has_price,
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
            when not has_product_id then 'no product_id'
            when product_id is null then 'product_id is not a number'
            when not has_price then 'no price'
            when price is null then 'price is not a number'
            when price <= 0 then 'price is not above zero'
        end as quarantine_reason
    from typed

),

{{ classified('judged', key=['product_id'], content=['product_name', 'category', 'price']) }},

final as (

    select
        product_id,
        product_name,
        category,
        price,
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
