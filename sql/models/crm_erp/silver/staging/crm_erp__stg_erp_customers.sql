with

classified as (

    select * from {{ ref('crm_erp__stg_erp_customers__classified') }}

),

accepted as (

    select
        customer_number,
        birthdate,
        gender,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where _class = 'accepted'

)

select * from accepted
