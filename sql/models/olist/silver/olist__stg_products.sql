with

typed as (

    select * from {{ ref('olist__stg_products__typed') }}
    where
        quarantine_reason is null

),

{{ newest_versions(
    'typed',
    key=['product_id'],
    content=[
        'category_name', 'name_length', 'description_length', 'photos',
        'weight_g', 'length_cm', 'height_cm', 'width_cm'
    ]
) }},

final as (

    select
        product_id,
        category_name,
        name_length,
        description_length,
        photos,
        weight_g,
        length_cm,
        height_cm,
        width_cm,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
