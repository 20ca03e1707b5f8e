{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='zip_code_prefix') }}

with

typed as (

    select * from {{ ref('olist__stg_geolocation__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every row of a zip prefix that a new row has touched
        and zip_code_prefix in (
            select {{ zip_code_prefix('geolocation_zip_code_prefix') }} from {{ source('olist', 'geolocation') }}
            where {{ arrived_after(source('olist', 'geolocation')) }}
        )
        {%- endif %}

),

-- A point has no attribute beside its key, so its rows are one accepted and the rest duplicates.
points as (

    select
        zip_code_prefix,
        latitude,
        longitude,
        city,
        state,
        max(_row_arrived_at) as _arrived_at,
        count(*) - 1 as _duplicates,
        0 as _superseded
    from typed
    group by zip_code_prefix, latitude, longitude, city, state

)

select * from points
