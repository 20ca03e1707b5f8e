{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'category_translation') }}

),

typed as (

    select
        {{ text_or_null('product_category_name') }} as category_name,
        {{ text_or_null('product_category_name_english') }} as category_name_english,
        object_construct(
            'product_category_name', product_category_name,
            'product_category_name_english', product_category_name_english
        ) as _raw,
        _file,
        _row,
        _row_arrived_at
    from received

),

judged as (

    select
        *,
        case
            when category_name is null then 'no product_category_name'
            when category_name_english is null then 'no product_category_name_english'
        end as quarantine_reason
    from typed

)

select * from judged
