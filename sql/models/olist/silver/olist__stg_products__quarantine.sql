with

judged as (

    select * from {{ ref('olist__stg_products__typed') }}

),

accepted_keys as (

    select distinct product_id from {{ ref('olist__stg_products') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.product_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.product_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.product_id = accepted_keys.product_id
    where judged.quarantine_reason is not null

)

select * from quarantined
