-- Revenue and freight in gold are what bronze says, to the cent: recomputed from bronze's text, less what is quarantined.
with

bronze as (

    select
        sum(to_number(items.price, 18, 2)) as price,
        sum(to_number(items.freight_value, 18, 2)) as freight
    from (
        select
            items.price,
            items.freight_value
        from {{ source('olist', 'order_items') }} as items
        left join {{ ref('olist__stg_order_items__quarantine') }} as quarantine
            on items._file = quarantine._file
            and items._row = quarantine._row
        where quarantine._row is null
        qualify row_number() over (
            partition by trim(items.order_id), to_number(items.order_item_id, 18, 0)
            order by items._file desc, items._row desc
        ) = 1
    ) as items

),

orders as (

    select
        sum(item_revenue) as price,
        sum(freight) as freight
    from {{ ref('olist__fct_orders') }}

),

order_items as (

    select
        sum(price) as price,
        sum(freight_value) as freight
    from {{ ref('olist__fct_order_items') }}

),

differences as (

    select
        bronze.price as bronze_price,
        orders.price as orders_price,
        order_items.price as order_items_price,
        bronze.freight as bronze_freight,
        orders.freight as orders_freight,
        order_items.freight as order_items_freight
    from bronze
    cross join orders
    cross join order_items
    where
        coalesce(bronze.price, 0) <> coalesce(orders.price, 0)
        or coalesce(bronze.price, 0) <> coalesce(order_items.price, 0)
        or coalesce(bronze.freight, 0) <> coalesce(orders.freight, 0)
        or coalesce(bronze.freight, 0) <> coalesce(order_items.freight, 0)

)

select * from differences
