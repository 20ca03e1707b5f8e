with

base as (

    select * from {{ ref('crm_erp__base_crm_sales') }}

),

classified as (

    select * from {{ ref('crm_erp__stg_crm_sales__classified') }}

),

accepted_keys as (

    select distinct order_number, product_number from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.order_number,
        classified.product_number,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'sls_ord_num', base.order_number,
            'sls_prd_key', base.product_number,
            'sls_cust_id', base.customer_id,
            'sls_order_dt', base.order_date,
            'sls_ship_dt', base.shipping_date,
            'sls_due_dt', base.due_date,
            'sls_sales', base.sales_amount,
            'sls_quantity', base.quantity,
            'sls_price', base.price
        ) as raw,
        accepted_keys.order_number is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_keys
        on classified.order_number = accepted_keys.order_number
        and classified.product_number = accepted_keys.product_number
    where classified._class = 'quarantined'

)

select * from quarantined
