with

source as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('retail', 'customers') }}

),

renamed as (

    select
        customer_id,
        name as customer_name,
        country,
        email,
        _file,
        _row,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from source

)

select * from renamed
