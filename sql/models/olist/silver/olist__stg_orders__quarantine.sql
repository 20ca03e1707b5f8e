with

judged as (

    select * from {{ ref('olist__stg_orders__typed') }}

),

accepted_keys as (

    select distinct order_id from {{ ref('olist__stg_orders') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.order_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.order_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.order_id = accepted_keys.order_id
    where judged.quarantine_reason is not null

)

select * from quarantined
