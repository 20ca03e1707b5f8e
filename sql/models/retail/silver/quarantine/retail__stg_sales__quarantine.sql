with

base as (

    select * from {{ ref('retail__stg_sales__records') }}

),

classified as (

    select * from {{ ref('retail__stg_sales__classified') }}

),

accepted_keys as (

    select distinct sale_id from classified
    where _class = 'accepted'

),

quarantined as (

    select
        classified.sale_id,
        classified.quarantine_reason as reason,
        classified._file,
        classified._row,
        classified._record,
        base.record as raw,
        accepted_keys.sale_id is not null as resolved
    from classified
    inner join base
        on classified._file = base._file
        and classified._row = base._row
        and classified._record = base._record
    left join accepted_keys
        on classified.sale_id = accepted_keys.sale_id
    where classified._class = 'quarantined'

)

select * from quarantined
