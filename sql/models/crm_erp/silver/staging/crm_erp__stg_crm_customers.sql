with

classified as (

    select * from {{ ref('crm_erp__stg_crm_customers__classified') }}

),

accepted as (

    select
        customer_id,
        customer_number,
        first_name,
        last_name,
        marital_status,
        gender,
        create_date,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where _class = 'accepted'

)

select * from accepted
