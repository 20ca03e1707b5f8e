{#- Schemas are one a layer and domain and are shared by all who build: dbt's own prefix (target.schema) is left off. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
