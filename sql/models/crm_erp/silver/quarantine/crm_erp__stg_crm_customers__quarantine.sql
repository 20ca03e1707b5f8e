with

base as (

    select * from {{ ref('crm_erp__base_crm_customers') }}

),

classified as (

    select * from {{ ref('crm_erp__stg_crm_customers__classified') }}

),

accepted_ids as (

    select distinct customer_id from classified
    where _class = 'accepted'

),

accepted_numbers as (

    select distinct customer_number from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.customer_id,
        classified.customer_number,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        object_construct(
            'cst_id', base.customer_id,
            'cst_key', base.customer_number,
            'cst_firstname', base.first_name,
            'cst_lastname', base.last_name,
            'cst_marital_status', base.marital_status,
            'cst_gndr', base.gender,
            'cst_create_date', base.create_date
        ) as raw,
        accepted_ids.customer_id is not null or accepted_numbers.customer_number is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
    left join accepted_ids
        on classified.customer_id = accepted_ids.customer_id
    -- what is set aside for want of an id can be known by its number only
    left join accepted_numbers
        on classified.customer_number = accepted_numbers.customer_number
    where classified._class = 'quarantined'

)

select * from quarantined
