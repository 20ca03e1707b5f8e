with

crm as (

    select * from {{ ref('crm_erp__stg_crm_customers') }}

),

erp as (

    select * from {{ ref('crm_erp__stg_erp_customers') }}

),

locations as (

    select * from {{ ref('crm_erp__stg_erp_locations') }}

),

customers as (

    select
        {{ surrogate_key(['crm.customer_id']) }} as customer_key,
        crm.customer_id,
        crm.customer_number,
        crm.first_name,
        crm.last_name,
        coalesce(locations.country, 'n/a') as country,
        crm.marital_status,
        case
            when crm.gender <> 'n/a' then crm.gender
            else coalesce(erp.gender, 'n/a')
        end as gender,
        erp.birthdate,
        crm.create_date
    from crm
    left join erp
        on crm.customer_number = erp.customer_number
    left join locations
        on crm.customer_number = locations.customer_number

)

select * from customers
