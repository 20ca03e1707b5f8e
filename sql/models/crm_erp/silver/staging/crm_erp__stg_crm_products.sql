with

classified as (

    select * from {{ ref('crm_erp__stg_crm_products__classified') }}

),

accepted as (

    select * from classified
    where _class = 'accepted'

),

-- The source's own end dates lie before the start dates. A version holds until the day before the next one starts.
dated as (

    select
        product_id,
        category_id,
        product_number,
        product_name,
        cost,
        product_line,
        start_date,
        dateadd(
            day, -1, lead(start_date) over (partition by product_number order by start_date, product_id)
        ) as end_date,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from accepted

)

select * from dated
