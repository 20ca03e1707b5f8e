{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='customer_id',
    on_schema_change='fail'
) }}

with

copies as (

    select * from {{ ref('events__stg_events__copies') }}
    where quarantine_reason is null

),

events as (

    select * from {{ ref('events__stg_events') }}

),

order_copies as (

    select
        order_id,
        event_id,
        customer_id,
        order_customer_id
    from copies
    where order_id is not null

),

-- An event of an order touches every customer to whom any event of that order gives it.
named as (

    select
        event_id,
        customer_id
    from copies
    where customer_id is not null

    union

    select
        touching.event_id,
        coalesce(told.order_customer_id, told.customer_id) as customer_id
    from order_copies as touching
    inner join order_copies as told
        on touching.order_id = told.order_id
    where coalesce(told.order_customer_id, told.customer_id) is not null

),

{{ touched_keys('customer_id', 'named') }},

customer_events as (

    select * from events
    where customer_id in (select customer_id from keys)

),

seen as (

    select
        customer_id,
        count(*) as events,
        min(event_timestamp) as first_event_at,
        max(event_timestamp) as last_event_at,
        min(customer_created_at) as customer_created_at
    from customer_events
    group by customer_id

),

-- as the newest event knows the customer
latest as (

    select
        customer_id,
        first_name,
        last_name,
        email,
        country
    from customer_events
    qualify row_number() over (partition by customer_id order by event_timestamp desc, event_id desc) = 1

),

orders as (

    select * from {{ ref('events__int_orders') }}
    where
        order_status is not null
        and customer_id in (select customer_id from keys)

),

bought as (

    select
        customer_id,
        count(*) as orders,
        count_if(order_status = 'fulfilled') as fulfilled_orders,
        count_if(order_status = 'cancelled') as cancelled_orders,
        sum(case when order_status = 'fulfilled' then total_amount else 0 end) as total_spent,
        min(created_at) as first_order_at,
        max(created_at) as last_order_at
    from orders
    group by customer_id

),

addresses as (

    select
        customer_id,
        shipping_street,
        shipping_city,
        shipping_postal_code,
        shipping_country
    from orders
    qualify row_number() over (partition by customer_id order by created_at desc, order_id desc) = 1

),

final as (

    select
        keys.customer_id,
        latest.first_name,
        latest.last_name,
        latest.email,
        latest.country,
        seen.customer_created_at,
        addresses.shipping_street,
        addresses.shipping_city,
        addresses.shipping_postal_code,
        addresses.shipping_country,
        coalesce(seen.events, 0) as events,
        seen.first_event_at,
        seen.last_event_at,
        coalesce(bought.orders, 0) as orders,
        coalesce(bought.fulfilled_orders, 0) as fulfilled_orders,
        coalesce(bought.cancelled_orders, 0) as cancelled_orders,
        cast(coalesce(bought.total_spent, 0) as number(18, 2)) as total_spent,
        bought.first_order_at,
        bought.last_order_at,
        keys._arrived_at
    from keys
    left join seen
        on keys.customer_id = seen.customer_id
    left join latest
        on keys.customer_id = latest.customer_id
    left join bought
        on keys.customer_id = bought.customer_id
    left join addresses
        on keys.customer_id = addresses.customer_id

)

select * from final
