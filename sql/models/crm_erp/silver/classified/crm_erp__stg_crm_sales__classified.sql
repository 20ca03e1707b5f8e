{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['_file', '_row'],
    on_schema_change='fail'
) }}

with

base as (

    select * from {{ ref('crm_erp__base_crm_sales') }}

),

touched as (

    select * from base
    {%- if is_incremental() %}
    -- every row of an order's product that a new row names: which of them holds is decided over all
    where _order_product in (
        select _order_product from base
        where {{ arrived_after(ref('crm_erp__base_crm_sales'), arrived_at='_arrived_at') }}
    )
    {%- endif %}

),

typed as (

    select
        {{ trimmed('order_number') }} as order_number,
        {{ trimmed('product_number') }} as product_number,
        try_to_number({{ trimmed('customer_id') }}, 38, 0) as customer_id,
        {{ digits_to_date('order_date') }} as order_date,
        {{ digits_to_date('shipping_date') }} as shipping_date,
        {{ digits_to_date('due_date') }} as due_date,
        try_to_number({{ trimmed('sales_amount') }}, 18, 2) as source_sales_amount,
        try_to_number({{ trimmed('quantity') }}, 18, 4) as source_quantity,
        try_to_number({{ trimmed('price') }}, 18, 2) as source_price,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from touched

),

-- What the source says for sure: an amount, a quantity or a price that is null or not above zero says nothing,
-- except that a negative price is a price with the wrong sign.
stated as (

    select
        *,
        case when source_sales_amount > 0 then source_sales_amount end as stated_sales_amount,
        case
            when source_quantity > 0 and source_quantity = floor(source_quantity)
                then cast(source_quantity as number(18, 0))
        end as quantity,
        nullif(abs(source_price), 0) as stated_price
    from typed

),

-- The price and the quantity decide; the amount decides only where there is no price.
repaired as (

    select
        *,
        cast(coalesce(quantity * stated_price, stated_sales_amount) as number(18, 2)) as sales_amount,
        cast(coalesce(stated_price, stated_sales_amount / quantity) as number(18, 6)) as price
    from stated

),

judged as (

    select
        *,
        case
            when order_number is null then 'no sls_ord_num'
            when product_number is null then 'no sls_prd_key'
            when customer_id is null then 'no sls_cust_id'
            when quantity is null then 'sls_quantity is not a positive whole number'
            when price is null then 'neither sls_sales nor sls_price'
        end as quarantine_reason
    from repaired

),

-- The source has no line number. A product that one file names twice in an order is two lines.
numbered as (

    select
        *,
        row_number() over (
            partition by order_number, product_number, _file, quarantine_reason is null
            order by _row
        ) as occurrence
    from judged

),

{{ classified(
    'numbered',
    key=['order_number', 'product_number', 'occurrence'],
    content=['customer_id', 'order_date', 'shipping_date', 'due_date', 'sales_amount', 'quantity', 'price']
) }},

final as (

    select
        order_number,
        product_number,
        occurrence,
        customer_id,
        order_date,
        shipping_date,
        due_date,
        sales_amount,
        quantity,
        price,
        quarantine_reason,
        _class,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified

)

select * from final
