with

source as (

    select
        payload,
        raw,
        _file,
        _row,
        _file_modified_at,
        -- not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('events', 'events') }}

)

select * from source
