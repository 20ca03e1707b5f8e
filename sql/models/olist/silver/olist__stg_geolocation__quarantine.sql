with

judged as (

    select * from {{ ref('olist__stg_geolocation__typed') }}

),

accepted_keys as (

    select distinct zip_code_prefix from {{ ref('olist__stg_geolocation') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.zip_code_prefix,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.zip_code_prefix is not null as resolved
    from judged
    left join accepted_keys
        on judged.zip_code_prefix = accepted_keys.zip_code_prefix
    where judged.quarantine_reason is not null

)

select * from quarantined
