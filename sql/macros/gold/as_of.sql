{#-
    The as-of date: var('as_of') if it is given, else `newest`, an SQL expression for the newest business date.
    A macro and not a clock: the same data give the same reports on any day.
-#}
{% macro as_of(newest) -%}
    {%- if var('as_of', none) is not none -%}
    cast('{{ var("as_of") }}' as date)
    {%- else -%}
    {{ newest }}
    {%- endif -%}
{%- endmacro %}
