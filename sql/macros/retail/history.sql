{#-
    The history of a key over all versions received, in whatever order they were loaded: prints the named steps from
    `versions` to `periods`, to stand in a WITH list. Of several rows of one extraction the one that sorts last speaks; a
    version that changes nothing starts no period. valid_from is when the extract was made, valid_to (exclusive) when the
    next change was; null for the current one.

    rows   name of the step to read: rows that are not quarantined
    key    the column of the business key
    content  columns whose change starts a period
-#}
{% macro history(rows, key, content) -%}
versions as (

    select
        *,
        {{ surrogate_key(content) }} as _content
    from {{ rows }}
    qualify row_number() over (
        partition by {{ key }}, _extracted_at
        order by {{ newest_version_first() }}
    ) = 1

),

compared as (

    select
        *,
        lag(_content) over (partition by {{ key }} order by _extracted_at) as _previous_content
    from versions

),

changes as (

    select * from compared
    where _previous_content is null or _previous_content <> _content

),

periods as (

    select
        *,
        _extracted_at as valid_from,
        to_char(_extracted_at, 'YYYY-MM-DD HH24:MI:SS') as valid_from_text,
        lead(_extracted_at) over (partition by {{ key }} order by _extracted_at) as valid_to,
        row_number() over (partition by {{ key }} order by _extracted_at) = 1 as is_first
    from changes

)
{%- endmacro %}
