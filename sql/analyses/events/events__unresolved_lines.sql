-- Lines that are set aside and of whose event no good copy has come, by reason, with the newest file of each.
with

quarantined as (

    select * from {{ ref('events__stg_events__quarantine') }}

)

select
    reason,
    event_type,
    count(*) as set_aside,
    max(_file) as newest_file
from quarantined
where not resolved
group by reason, event_type
order by set_aside desc, reason, event_type
