{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'geolocation') }}

),

typed as (

    select
        {{ zip_code_prefix('geolocation_zip_code_prefix') }} as zip_code_prefix,
        -- not trimmed: on a million distinct texts that costs more than reading them
        try_to_number(geolocation_lat, 18, 15) as latitude,
        try_to_number(geolocation_lng, 18, 15) as longitude,
        {{ city_name('geolocation_city') }} as city,
        upper({{ text_or_null('geolocation_state') }}) as state,
        {{ first_unreadable({
            'geolocation_lat': 'try_to_number(geolocation_lat, 18, 15)',
            'geolocation_lng': 'try_to_number(geolocation_lng, 18, 15)'
        }) }} as _unreadable,
        object_construct(
            'geolocation_zip_code_prefix', geolocation_zip_code_prefix,
            'geolocation_lat', geolocation_lat,
            'geolocation_lng', geolocation_lng,
            'geolocation_city', geolocation_city,
            'geolocation_state', geolocation_state
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
            when zip_code_prefix is null then 'no geolocation_zip_code_prefix'
            when not regexp_like(zip_code_prefix, '[0-9]{5}') then 'geolocation_zip_code_prefix is not five digits'
            when _unreadable is not null then _unreadable || ' cannot be read'
            when latitude is null then 'no geolocation_lat'
            when longitude is null then 'no geolocation_lng'
            when latitude not between -90 and 90 then 'latitude is not on earth'
            when longitude not between -180 and 180 then 'longitude is not on earth'
        end as quarantine_reason
    from typed

)

select * from judged
