with

copies as (

    select * from {{ ref('events__stg_events__copies') }}

),

-- What has landed since the copies were read is the next run's.
received as (

    select count(*) as bronze_rows
    from {{ ref('events__base_events') }}
    where coalesce(_arrived_at <= (select max(_arrived_at) from copies), true)

),

served as (

    select
        count(*) as accepted,
        coalesce(sum(_duplicates), 0) as duplicates,
        coalesce(sum(_superseded), 0) as superseded
    from {{ ref('events__stg_events') }}

),

quarantined as (

    select
        count(*) as quarantined,
        count_if(not resolved) as unresolved
    from {{ ref('events__stg_events__quarantine') }}

),

accounts as (

    select
        'events' as dataset,
        received.bronze_rows,
        served.accepted,
        served.duplicates,
        served.superseded,
        quarantined.quarantined,
        quarantined.unresolved
    from received
    cross join served
    cross join quarantined

)

select * from accounts
