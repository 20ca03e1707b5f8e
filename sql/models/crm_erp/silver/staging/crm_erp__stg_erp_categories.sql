with

classified as (

    select * from {{ ref('crm_erp__stg_erp_categories__classified') }}

),

accepted as (

    select
        category_id,
        category,
        subcategory,
        maintenance,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where _class = 'accepted'

)

select * from accepted
