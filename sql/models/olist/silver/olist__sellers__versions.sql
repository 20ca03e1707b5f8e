with

typed as (

    select * from {{ ref('olist__stg_sellers__typed') }}
    where quarantine_reason is null

),

-- What each extraction says of a seller; of two files of one moment the one that sorts last speaks.
versions as (

    select
        seller_id,
        zip_code_prefix,
        city,
        state,
        {{ extracted_at('_file') }} as extracted_at,
        _file,
        _row
    from typed
    qualify row_number() over (partition by seller_id, extracted_at order by _file desc, _row desc) = 1

)

select * from versions
