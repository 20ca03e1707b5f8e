{#-
    dbt's own asks the warehouse (adapter.get_relation) whenever `execute` is true, so a compile without a connection
    is impossible. Whoever knows the answer passes it as the var `lakehouse_incremental`; else dbt finds out as ever.
-#}
{% macro is_incremental() %}
    {%- set decided = var('lakehouse_incremental', none) -%}
    {%- if decided is not none -%}
        {{ return(decided) }}
    {%- endif -%}
    {{ return(dbt.is_incremental()) }}
{% endmacro %}
