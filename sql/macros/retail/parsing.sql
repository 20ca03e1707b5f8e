{# A time of a sale: epoch milliseconds, or ISO 8601 in UTC. Fewer digits are neither. #}
{% macro sale_time(column) -%}
    case
            when regexp_like({{ column }}, '[0-9]{10,14}') then to_timestamp_ntz(try_to_number({{ column }}, 38, 0), 3)
            else {{ iso_utc(column) }}
        end
{%- endmacro %}

{# Lower case; null where it has not the shape of an e-mail address. #}
{% macro email_or_null(column) -%}
    case
            when regexp_like(lower(trim({{ column }})), '[^@ ]+@[^@ .]+([.][^@ .]+)+') then lower(trim({{ column }}))
        end
{%- endmacro %}
