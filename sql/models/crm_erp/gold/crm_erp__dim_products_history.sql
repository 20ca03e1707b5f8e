with

products as (

    select * from {{ ref('crm_erp__stg_crm_products') }}

),

categories as (

    select * from {{ ref('crm_erp__stg_erp_categories') }}

),

versions as (

    select
        {{ surrogate_key(['products.product_number', 'products.start_date']) }} as product_version_key,
        {{ surrogate_key(['products.product_number']) }} as product_key,
        products.product_id,
        products.product_number,
        products.product_name,
        products.category_id,
        coalesce(categories.category, 'n/a') as category,
        coalesce(categories.subcategory, 'n/a') as subcategory,
        coalesce(categories.maintenance, 'n/a') as maintenance,
        products.cost,
        products.product_line,
        products.start_date,
        products.end_date,
        products.end_date is null as is_current
    from products
    left join categories
        on products.category_id = categories.category_id

)

select * from versions
