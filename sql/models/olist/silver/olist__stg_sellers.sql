with

typed as (

    select * from {{ ref('olist__stg_sellers__typed') }}
    where
        quarantine_reason is null

),

{{ newest_versions(
    'typed',
    key=['seller_id'],
    content=['zip_code_prefix', 'city', 'state']
) }},

final as (

    select
        seller_id,
        zip_code_prefix,
        city,
        state,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
