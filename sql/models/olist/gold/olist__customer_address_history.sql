with

customers as (

    select * from {{ ref('olist__stg_customers') }}

),

orders as (

    select * from {{ ref('olist__stg_orders') }}

),

-- One address a moment: of two orders of the same second the one that dim_customers takes for the latest.
versions as (

    select
        customers.customer_unique_id,
        customers.zip_code_prefix,
        customers.city,
        customers.state,
        orders.purchased_at
    from orders
    inner join customers
        on orders.customer_id = customers.customer_id
    qualify row_number() over (
        partition by customers.customer_unique_id, orders.purchased_at
        order by orders.order_id desc, customers.customer_id desc
    ) = 1

),

compared as (

    select
        *,
        {{ surrogate_key(['zip_code_prefix', 'city', 'state']) }} as address,
        lag({{ surrogate_key(['zip_code_prefix', 'city', 'state']) }}) over (
            partition by customer_unique_id
            order by purchased_at
        ) as previous_address
    from versions

),

changes as (

    select * from compared
    where previous_address is null or address <> previous_address

),

periods as (

    select
        *,
        purchased_at as valid_from,
        to_char(purchased_at, 'YYYY-MM-DD HH24:MI:SS') as valid_from_text,
        lead(purchased_at) over (
            partition by customer_unique_id
            order by purchased_at
        ) as valid_to
    from changes

),

final as (

    select
        {{ surrogate_key(['customer_unique_id', 'valid_from_text']) }} as customer_address_key,
        {{ surrogate_key(['customer_unique_id']) }} as customer_key,
        customer_unique_id,
        zip_code_prefix,
        city,
        state,
        valid_from,
        valid_to,
        valid_to is null as is_current
    from periods

)

select * from final
