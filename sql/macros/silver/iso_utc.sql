{#-
    A text of ISO 8601 in UTC as TIMESTAMP_NTZ: a date, or a date and time that ends in Z or +00:00; all else is null.
    The shape is looked at first, since the conversion without a format also takes digits for seconds since 1970, and
    leaves an offset out of the time. Impossible dates of the right shape are null.
-#}
{% macro iso_utc(column) -%}
    case
            when regexp_like({{ column }}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_to_timestamp_ntz({{ column }})
            when regexp_like(
                {{ column }}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+]00:?00)'
            ) then try_to_timestamp_ntz(split_part(split_part(replace({{ column }}, 'T', ' '), 'Z', 1), '+', 1))
        end
{%- endmacro %}
