{#-
    Gives each row its class: the one place that decides which row of a key silver serves. Prints the named steps from
    `fingerprinted` to `classified`, to stand in a WITH list.

    rows     name of the step to read; it has the key, the content, quarantine_reason and the technical columns
    key      columns of the business key
    content  the other columns: rows of a key that agree in them say the same thing
    first    goes before the order of versions, e.g. 'create_date desc nulls last'
    last     goes after it: what tells the records of one bronze row apart

    A row with a reason is quarantined. Of the others of a key the newest by (extracted_at, sha256, row), whatever order
    they were loaded in, is accepted; one that says the same is a duplicate, one that says something else superseded.
-#}
{% macro classified(rows, key, content, first=none, last=none) -%}
{%- set newest_first -%}
partition by {{ key | join(', ') }}, quarantine_reason is null
                order by {{ first ~ ', ' if first is not none }}{{ newest_version_first() }}{{ ', ' ~ last if last is not none }}
{%- endset -%}
fingerprinted as (

    select
        *,
        {{ surrogate_key(content) }} as _content
    from {{ rows }}

),

ranked as (

    select
        *,
        row_number() over (
                {{ newest_first }}
        ) as _version,
        first_value(_content) over (
                {{ newest_first }}
        ) as _newest_content
    from fingerprinted

),

classified as (

    select
        *,
        case
            when quarantine_reason is not null then 'quarantined'
            when _version = 1 then 'accepted'
            when _content = _newest_content then 'duplicate'
            else 'superseded'
        end as _class
    from ranked

)
{%- endmacro %}
