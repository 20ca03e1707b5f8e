with

judged as (

    select * from {{ ref('olist__stg_category_translation__typed') }}

),

accepted_keys as (

    select distinct category_name from {{ ref('olist__stg_category_translation') }}

),

quarantined as (

    select
        judged._file,
        judged._row,
        judged.category_name,
        judged.quarantine_reason as reason,
        judged._raw as raw,
        accepted_keys.category_name is not null as resolved
    from judged
    left join accepted_keys
        on judged.category_name = accepted_keys.category_name
    where judged.quarantine_reason is not null

)

select * from quarantined
