-- Sales by month and category, with the share of the month.
with

sales as (

    select * from {{ ref('retail__fct_sales') }}

),

products as (

    select * from {{ ref('retail__dim_products') }}

),

monthly as (

    select
        date_trunc('month', sales.sale_date) as sale_month,
        products.category,
        count(*) as sales,
        sum(sales.sales_amount) as sales_amount
    from sales
    inner join products
        on sales.product_key = products.product_key
    group by date_trunc('month', sales.sale_date), products.category

)

select
    sale_month,
    category,
    sales,
    sales_amount,
    round(sales_amount / sum(sales_amount) over (partition by sale_month), 4) as share_of_month
from monthly
order by sale_month, category
