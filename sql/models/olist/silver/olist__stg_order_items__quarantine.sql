with

judged as (

    select * from {{ ref('olist__stg_order_items__typed') }}

),

accepted_keys as (

    select distinct order_id, order_item_id from {{ ref('olist__stg_order_items') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.order_id,
        judged.order_item_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.order_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.order_id = accepted_keys.order_id
        and judged.order_item_id = accepted_keys.order_item_id
    where judged.quarantine_reason is not null

)

select * from quarantined
