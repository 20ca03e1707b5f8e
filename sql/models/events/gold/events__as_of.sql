{{ config(materialized='ephemeral') }}

-- The day that recency is counted to: `--vars 'as_of: YYYY-MM-DD'`, else the newest event's.
with

events as (

    select * from {{ ref('events__stg_events') }}

),

newest as (

    -- MAX around it: one row, also where the date is given
    select max({{ as_of('event_timestamp::date') }}) as as_of_date
    from events

)

select * from newest
