with

source as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('crm_erp', 'prd_info') }}

),

renamed as (

    select
        prd_id as product_id,
        prd_key as product_code,
        prd_nm as product_name,
        prd_cost as cost,
        prd_line as product_line,
        prd_start_dt as start_date,
        prd_end_dt as end_date,
        _file,
        _row,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from source

)

select * from renamed
