with

source as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _arrived_at
    from {{ source('crm_erp', 'sales_details') }}

),

renamed as (

    select
        sls_ord_num as order_number,
        sls_prd_key as product_number,
        sls_cust_id as customer_id,
        sls_order_dt as order_date,
        sls_ship_dt as shipping_date,
        sls_due_dt as due_date,
        sls_sales as sales_amount,
        sls_quantity as quantity,
        sls_price as price,
        {{ surrogate_key(['trim(sls_ord_num)', 'trim(sls_prd_key)']) }} as _order_product,
        _file,
        _row,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from source

)

select * from renamed
