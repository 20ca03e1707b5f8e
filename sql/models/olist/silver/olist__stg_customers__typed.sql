{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'customers') }}

),

typed as (

    select
        {{ text_or_null('customer_id') }} as customer_id,
        {{ text_or_null('customer_unique_id') }} as customer_unique_id,
        {{ zip_code_prefix('customer_zip_code_prefix') }} as zip_code_prefix,
        {{ city_name('customer_city') }} as city,
        upper({{ text_or_null('customer_state') }}) as state,
        object_construct(
            'customer_id', customer_id,
            'customer_unique_id', customer_unique_id,
            'customer_zip_code_prefix', customer_zip_code_prefix,
            'customer_city', customer_city,
            'customer_state', customer_state
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
            when customer_id is null then 'no customer_id'
            when customer_unique_id is null then 'no customer_unique_id'
        end as quarantine_reason
    from typed

)

select * from judged
