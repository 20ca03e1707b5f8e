with

base as (

    select * from {{ ref('crm_erp__base_erp_customers') }}

),

as_of as (

    select * from {{ ref('crm_erp__as_of') }}

),

typed as (

    select
        -- the ERP writes some of the CRM's customer numbers with NAS before them
        case
            when startswith(trim(base.customer_number), 'NAS') then {{ trimmed('substr(trim(base.customer_number), 4)') }}
            else {{ trimmed('base.customer_number') }}
        end as customer_number,
        try_to_date({{ trimmed('base.birthdate') }}, 'YYYY-MM-DD') as stated_birthdate,
        {{ gender_name('base.gender') }} as gender,
        as_of.as_of_date,
        base._file,
        base._row,
        base._arrived_at,
        base._extracted_at,
        base._sha256
    from base
    cross join as_of

),

judged as (

    select
        *,
        case when stated_birthdate > as_of_date then null else stated_birthdate end as birthdate,
        case when customer_number is null then 'no cid' end as quarantine_reason
    from typed

),

{{ classified('judged', key=['customer_number'], content=['birthdate', 'gender']) }},

final as (

    select
        customer_number,
        birthdate,
        gender,
        quarantine_reason,
        _class,
        _file,
        _row,
        _arrived_at,
        _extracted_at,
        _sha256
    from classified

)

select * from final
