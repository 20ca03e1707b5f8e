{{ config(materialized='view') }}

with

copies as (

    select * from {{ ref('events__stg_events__copies') }}

),

events as (

    select * from {{ ref('events__stg_events') }}

),

quarantined as (

    select
        copies.event_id,
        copies.event_type,
        copies.event_timestamp,
        copies.quarantine_reason as reason,
        copies._file,
        copies._row,
        copies.raw,
        -- another copy of the event was good
        events.event_id is not null as resolved
    from copies
    left join events
        on copies.event_id = events.event_id
    where copies.quarantine_reason is not null

)

select * from quarantined
