with

classified as (

    select * from {{ ref('retail__stg_customers__classified') }}

),

accepted as (

    select
        customer_id,
        customer_name,
        country,
        email,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified
    where _class = 'accepted'

)

select * from accepted
