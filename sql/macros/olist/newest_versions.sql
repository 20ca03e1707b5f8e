{#-
  Classifies typed rows that no rule quarantined and keeps the accepted ones: the one place that decides which row
  of a key silver serves. Prints the named steps from `ranked` to `newest`, to stand in a WITH list.

  rows     name of the step to read; it has the key, the content, _file, _row and _row_arrived_at
  key      columns of the business key
  content  the other columns: rows of a key that agree in them say the same thing

  `_file` is the lake key, bronze/<domain>/<dataset>/extracted_at=<UTC>/<sha256>.<ext>. Within a dataset it sorts as
  (extracted_at, sha256), so (_file, _row) is the total order of versions, whatever order they were loaded in.
  Of a key's rows the newest is accepted; one that says the same is a duplicate; an older one that says something
  else is superseded. A row of the newest file that contradicts the newest row is no older version of it: nothing in
  the data says which of the two is right, so both are kept, and the key's unique test stops the publication.
-#}
{% macro newest_versions(rows, key, content) -%}
{%- set by_key = 'partition by ' ~ key | join(', ') -%}
{%- set newest_first = by_key ~ ' order by _file desc, _row desc' -%}
ranked as (

    select
        *,
        row_number() over ({{ newest_first }}) as _rank,
        first_value(_file) over ({{ newest_first }}) as _newest_file
    from {{ rows }}

),

compared as (

    select
        *,
        max(iff(_rank = 1, 1, 0)) over (partition by {{ (key + content) | join(', ') }}) = 1 as _says_the_same
    from ranked

),

classified as (

    select
        *,
        case
            when _rank = 1 then 'accepted'
            when _says_the_same then 'duplicate'
            when _file = _newest_file then 'accepted'
            else 'superseded'
        end as _class
    from compared

),

counted as (

    select
        *,
        max(_row_arrived_at) over ({{ by_key }}) as _arrived_at,
        -- counted once a key, on its newest row
        iff(_rank = 1, count_if(_class = 'duplicate') over ({{ by_key }}), 0) as _duplicates,
        iff(_rank = 1, count_if(_class = 'superseded') over ({{ by_key }}), 0) as _superseded
    from classified

),

newest as (

    select * from counted
    where _class = 'accepted'

)
{%- endmacro %}
