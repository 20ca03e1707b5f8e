with

judged as (

    select * from {{ ref('olist__stg_reviews__typed') }}

),

accepted_keys as (

    select distinct review_id, order_id from {{ ref('olist__stg_reviews') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.review_id,
        judged.order_id,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.review_id is not null as resolved
    from judged
    left join accepted_keys
        on judged.review_id = accepted_keys.review_id
        and judged.order_id = accepted_keys.order_id
    where judged.quarantine_reason is not null

)

select * from quarantined
