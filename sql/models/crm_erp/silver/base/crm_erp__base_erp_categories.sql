with

source as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('crm_erp', 'px_cat_g1v2') }}

),

renamed as (

    select
        id as category_id,
        cat as category,
        subcat as subcategory,
        maintenance,
        _file,
        _row,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from source

)

select * from renamed
