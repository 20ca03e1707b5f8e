with

versions as (

    select * from {{ ref('crm_erp__dim_products_history') }}

),

current_versions as (

    select
        product_key,
        product_id,
        product_number,
        product_name,
        category_id,
        category,
        subcategory,
        maintenance,
        cost,
        product_line,
        start_date
    from versions
    where is_current

)

select * from current_versions
