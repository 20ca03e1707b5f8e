with

source as (

    select
        payload,
        _file,
        _row,
        -- not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('retail', 'sales') }}

)

select * from source
