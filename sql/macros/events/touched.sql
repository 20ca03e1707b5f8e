{#-
    The keys that new arrivals touch, as a condition for WHERE; `true` in a full build. A key is touched by an event of
    which a copy has arrived that the model has not seen, and any copy of that event names the key: where copies
    contradict each other, the event may have moved from one session or order to another, and both are made anew.

    key     the key's column
    named   name of a step with (event_id, key) of all valid copies; there is a step `copies` with their arrival
-#}
{% macro touched(key, named='copies') -%}
    {%- if is_incremental() -%}
    {{ key }} in (
            {%- if key == 'event_id' %}
            select event_id from copies
            where {{ arrived_after(ref('events__stg_events__copies'), arrived_at='_arrived_at') }}
            {%- else %}
            select {{ key }} from {{ named }}
            where event_id in (
                select event_id from copies
                where {{ arrived_after(ref('events__stg_events__copies'), arrived_at='_arrived_at') }}
            )
            {%- endif %}
        )
    {%- else -%}
    {{ key }} is not null
    {%- endif -%}
{%- endmacro %}

{#-
    The named step `keys`: the touched keys, each with the newest arrival of the events that name it. A key that any valid
    copy names has a row for good, also when its events have moved elsewhere: so a model's rows are replaced by other rows
    and never have to be taken away, which neither MERGE nor DELETE and INSERT of what arrived could do.

    There are the steps `copies` (the valid ones), `events` and `named`.
-#}
{% macro touched_keys(key, named='copies') -%}
keys as (

    select
        named.{{ key }},
        max(events._arrived_at) as _arrived_at
    from (
        select
            event_id,
            {{ key }}
        from {{ named }}
        where {{ touched(key, named) }}
    ) as named
    inner join events
        on named.event_id = events.event_id
    group by named.{{ key }}

)
{%- endmacro %}
