{#- dbt wants model names unique over the project, so they are `<domain>__<table>`; a table in GOLD_OLIST needs no `olist__`. -#}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif '__' in node.name -%}
        {{ node.name.split('__')[1:] | join('__') }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
