with

classified as (

    select * from {{ ref('retail__stg_products__classified') }}

),

accepted as (

    select
        product_id,
        product_name,
        category,
        price,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where _class = 'accepted'

)

select * from accepted
