with

judged as (

    select * from {{ ref('olist__stg_customers__typed') }}

),

accepted_keys as (

    select distinct customer_id from {{ ref('olist__stg_customers') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.customer_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.customer_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.customer_id = accepted_keys.customer_id
    where judged.quarantine_reason is not null

)

select * from quarantined
