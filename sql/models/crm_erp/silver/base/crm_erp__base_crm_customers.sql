with

source as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('crm_erp', 'cust_info') }}

),

renamed as (

    select
        cst_id as customer_id,
        cst_key as customer_number,
        cst_firstname as first_name,
        cst_lastname as last_name,
        cst_marital_status as marital_status,
        cst_gndr as gender,
        cst_create_date as create_date,
        _file,
        _row,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from source

)

select * from renamed
