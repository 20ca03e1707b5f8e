with

payments as (

    select * from {{ ref('olist__fct_payments') }}

),

months as (

    select
        payment_type,
        date_trunc(month, purchase_date)::date as purchase_month,
        count(*) as payments,
        count(distinct order_key) as orders,
        sum(payment_value) as payment_value,
        sum(installments) as installments
    from payments
    group by payment_type, date_trunc(month, purchase_date)::date

),

final as (

    select
        payment_type,
        purchase_month,
        payments,
        orders,
        payment_value,
        round(installments / payments, 2)::number(9, 2) as mean_installments,
        round(ratio_to_report(payment_value) over (partition by purchase_month), 4)::number(5, 4) as share_of_month
    from months

)

select * from final
