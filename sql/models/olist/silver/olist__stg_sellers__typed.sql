{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'sellers') }}

),

typed as (

    select
        {{ text_or_null('seller_id') }} as seller_id,
        {{ zip_code_prefix('seller_zip_code_prefix') }} as zip_code_prefix,
        {{ city_name('seller_city') }} as city,
        upper({{ text_or_null('seller_state') }}) as state,
        object_construct(
            'seller_id', seller_id,
            'seller_zip_code_prefix', seller_zip_code_prefix,
            'seller_city', seller_city,
            'seller_state', seller_state
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
            when seller_id is null then 'no seller_id'
        end as quarantine_reason
    from typed

)

select * from judged
