{# An amount of money in a JSON number or text; null where it is none. #}
{% macro json_amount(value) -%}
    try_to_number({{ scalar_text(value) }}, 18, 2)
{%- endmacro %}
