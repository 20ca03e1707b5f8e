with

products as (

    select * from {{ ref('olist__stg_products') }}

),

translations as (

    select * from {{ ref('olist__stg_category_translation') }}

),

final as (

    select
        {{ surrogate_key(['products.product_id']) }} as product_key,
        products.product_id,
        coalesce(translations.category_name_english, products.category_name, 'unknown') as category,
        products.category_name as category_name_portuguese,
        products.weight_g,
        products.length_cm,
        products.height_cm,
        products.width_cm,
        products.length_cm * products.height_cm * products.width_cm as volume_cm3,
        products.photos,
        products.name_length,
        products.description_length
    from products
    left join translations
        on products.category_name = translations.category_name

)

select * from final
