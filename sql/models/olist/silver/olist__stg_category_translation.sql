with

typed as (

    select * from {{ ref('olist__stg_category_translation__typed') }}
    where
        quarantine_reason is null

),

{{ newest_versions(
    'typed',
    key=['category_name'],
    content=['category_name_english']
) }},

final as (

    select
        category_name,
        category_name_english,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
