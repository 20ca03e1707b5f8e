with

orders as (

    select * from {{ ref('olist__fct_orders') }}

),

months as (

    select
        coalesce(customer_state, 'unknown') as customer_state,
        date_trunc(month, purchase_date)::date as purchase_month,
        count(*) as orders,
        count_if(order_status = 'delivered') as delivered_orders,
        count_if(order_status = 'delivered' and is_late is not null) as dated_deliveries,
        count_if(order_status = 'delivered' and is_late) as late_orders,
        sum(case when order_status = 'delivered' then delivery_days end) as delivery_days,
        sum(case when order_status = 'delivered' then delay_days end) as delay_days
    from orders
    group by coalesce(customer_state, 'unknown'), date_trunc(month, purchase_date)::date

),

final as (

    select
        customer_state,
        purchase_month,
        orders,
        delivered_orders,
        dated_deliveries,
        late_orders,
        round(late_orders / nullif(dated_deliveries, 0), 4)::number(5, 4) as late_rate,
        round(delivery_days / nullif(dated_deliveries, 0), 2)::number(9, 2) as mean_delivery_days,
        round(delay_days / nullif(dated_deliveries, 0), 2)::number(9, 2) as mean_delay_days
    from months

)

select * from final
