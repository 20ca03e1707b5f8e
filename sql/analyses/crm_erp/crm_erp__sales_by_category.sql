-- What each category sells, and its share of all sales.
with

sales as (

    select * from {{ ref('crm_erp__fact_sales') }}

),

products as (

    select * from {{ ref('crm_erp__dim_products') }}

),

by_category as (

    select
        products.category,
        products.subcategory,
        count(distinct sales.order_number) as orders,
        sum(sales.quantity) as quantity,
        sum(sales.sales_amount) as sales
    from sales
    inner join products
        on sales.product_key = products.product_key
    group by products.category, products.subcategory

)

select
    category,
    subcategory,
    orders,
    quantity,
    sales,
    round(100 * sales / sum(sales) over (), 2) as percent_of_sales
from by_category
order by sales desc
