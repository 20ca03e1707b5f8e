with

judged as (

    select * from {{ ref('olist__stg_sellers__typed') }}

),

accepted_keys as (

    select distinct seller_id from {{ ref('olist__stg_sellers') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.seller_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.seller_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.seller_id = accepted_keys.seller_id
    where judged.quarantine_reason is not null

)

select * from quarantined
