with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

products as (

    select * from {{ ref('crm_erp__dim_products') }}

),

as_of as (

    select * from {{ ref('crm_erp__as_of') }}

),

dated as (

    select
        sales.*,
        as_of.as_of_date
    from sales
    cross join as_of
    where sales.order_date <= as_of.as_of_date

),

per_product as (

    select
        product_key,
        as_of_date,
        min(order_date) as first_sale_date,
        max(order_date) as last_sale_date,
        datediff(month, min(order_date), max(order_date)) as lifespan_months,
        count(distinct order_number) as total_orders,
        count(distinct customer_key) as total_customers,
        sum(sales_amount) as total_sales,
        sum(quantity) as total_quantity
    from dated
    group by product_key, as_of_date

),

report as (

    select
        products.product_key,
        products.product_number,
        products.product_name,
        products.category,
        products.subcategory,
        products.cost,
        case
            when per_product.total_sales > 50000 then 'High-Performer'
            when per_product.total_sales >= 10000 then 'Mid-Range'
            else 'Low-Performer'
        end as product_segment,
        per_product.first_sale_date,
        per_product.last_sale_date,
        datediff(month, per_product.last_sale_date, per_product.as_of_date) as recency_months,
        per_product.lifespan_months,
        per_product.total_orders,
        per_product.total_customers,
        per_product.total_sales,
        per_product.total_quantity,
        round(per_product.total_sales / per_product.total_quantity, 2) as avg_selling_price,
        round(per_product.total_sales / per_product.total_orders, 2) as avg_order_revenue,
        round(per_product.total_sales / greatest(per_product.lifespan_months, 1), 2) as avg_monthly_revenue,
        per_product.as_of_date
    from per_product
    inner join products
        on per_product.product_key = products.product_key

)

select * from report
