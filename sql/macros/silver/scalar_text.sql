{# The text of a JSON text, number or boolean. What is an object or an array where a value belongs is null. #}
{% macro scalar_text(value) -%}
    case when not is_object({{ value }}) and not is_array({{ value }}) then {{ value }}::varchar end
{%- endmacro %}
