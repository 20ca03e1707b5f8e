/**
 * The package `dbt` as far as a project without packages uses it, for Snowflake. Its macros print what dbt-core 1.12
 * and dbt-snowflake print (`dbt/include/{global_project,snowflake}/macros`); the conformance run compares the two.
 */
const naming = `
{% macro generate_database_name(custom_database_name=none, node=none) -%}
  {{ return(adapter.dispatch('generate_database_name', 'dbt')(custom_database_name, node)) }}
{%- endmacro %}
{% macro default__generate_database_name(custom_database_name=none, node=none) -%}
  {{ target.database if custom_database_name is none else custom_database_name }}
{%- endmacro %}
{% macro generate_schema_name(custom_schema_name=none, node=none) -%}
  {{ return(adapter.dispatch('generate_schema_name', 'dbt')(custom_schema_name, node)) }}
{%- endmacro %}
{% macro default__generate_schema_name(custom_schema_name, node) -%}
  {{ target.schema if custom_schema_name is none else target.schema ~ '_' ~ (custom_schema_name | trim) }}
{%- endmacro %}
{% macro generate_schema_name_for_env(custom_schema_name, node) -%}
  {{ custom_schema_name | trim if target.name == 'prod' and custom_schema_name is not none else target.schema }}
{%- endmacro %}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
  {{ return(adapter.dispatch('generate_alias_name', 'dbt')(custom_alias_name, node)) }}
{%- endmacro %}
{% macro default__generate_alias_name(custom_alias_name=none, node=none) -%}
  {{ custom_alias_name | trim if custom_alias_name else node.name }}
{%- endmacro %}
`;

const building = `
{% macro is_incremental() -%}
  {{ return(lakehouse_is_incremental) }}
{%- endmacro %}
{% macro should_full_refresh() -%}
  {{ return(execute and not lakehouse_is_incremental) }}
{%- endmacro %}
{% macro should_store_failures() -%}
  {{ return(false) }}
{%- endmacro %}
{% macro get_where_subquery(relation) -%}
    {% do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) %}
{%- endmacro %}
{% macro default__get_where_subquery(relation) -%}
    {% set where = config.get('where', '') %}
    {% if where %}
        {%- set filtered -%}
            (select * from {{ relation }} where {{ where }}) dbt_subquery
        {%- endset -%}
        {% do return(filtered) %}
    {%- else -%}
        {% do return(relation) %}
    {%- endif -%}
{%- endmacro %}
`;

/** Laid out as in dbt, down to the blank lines: the compiled text of a test is compared with dbt's. */
const tests = `
{% test unique(model, column_name) %}
    {% set macro = adapter.dispatch('test_unique', 'dbt') %}
    {{ macro(model, column_name) }}
{% endtest %}
{% macro default__test_unique(model, column_name) %}

select
    {{ column_name }} as unique_field,
    count(*) as n_records

from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1

{% endmacro %}
{% test not_null(model, column_name) %}
    {% set macro = adapter.dispatch('test_not_null', 'dbt') %}
    {{ macro(model, column_name) }}
{% endtest %}
{% macro default__test_not_null(model, column_name) %}

{% set column_list = '*' if should_store_failures() else column_name %}

select {{ column_list }}
from {{ model }}
where {{ column_name }} is null

{% endmacro %}
{% test accepted_values(model, column_name, values, quote=True) %}
    {% set macro = adapter.dispatch('test_accepted_values', 'dbt') %}
    {{ macro(model, column_name, values, quote) }}
{% endtest %}
{% macro default__test_accepted_values(model, column_name, values, quote=True) %}

with all_values as (

    select
        {{ column_name }} as value_field,
        count(*) as n_records

    from {{ model }}
    group by {{ column_name }}

)

select *
from all_values
where value_field not in (
    {% for value in values -%}
        {{ "'" ~ value ~ "'" if quote else value }}{{ ',' if not loop.last }}
    {%- endfor %}
)

{% endmacro %}
{% test relationships(model, column_name, to, field) %}
    {% set macro = adapter.dispatch('test_relationships', 'dbt') %}
    {{ macro(model, column_name, to, field) }}
{% endtest %}
{% macro default__test_relationships(model, column_name, to, field) %}

with child as (
    select {{ column_name }} as from_field
    from {{ model }}
    where {{ column_name }} is not null
),

parent as (
    select {{ field }} as to_field
    from {{ to }}
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null

{% endmacro %}
`;

const sql = `
{% macro string_literal(value) %}'{{ value }}'{% endmacro %}
{% macro escape_single_quotes(expression) -%}
  {{ return(expression | replace("'", "\\\\'")) }}
{%- endmacro %}
{% macro type_string() %}{{ return('TEXT') }}{% endmacro %}
{% macro type_timestamp() %}{{ return('timestamp') }}{% endmacro %}
{% macro type_float() %}{{ return('float') }}{% endmacro %}
{% macro type_numeric() %}{{ return('numeric(28,6)') }}{% endmacro %}
{% macro type_bigint() %}{{ return('bigint') }}{% endmacro %}
{% macro type_int() %}{{ return('integer') }}{% endmacro %}
{% macro type_boolean() %}{{ return('boolean') }}{% endmacro %}
{% macro cast(field, type) -%}
  {%- if type | upper in ['GEOGRAPHY', 'GEOMETRY'] -%}
    to_{{ type | lower }}({{ field }})
  {%- else -%}
    cast({{ field }} as {{ type }})
  {%- endif -%}
{%- endmacro %}
{% macro safe_cast(field, type) -%}
  {%- if type | upper == 'GEOMETRY' -%}
    try_to_geometry({{ field }})
  {%- elif type | upper == 'GEOGRAPHY' -%}
    try_to_geography({{ field }})
  {%- elif type | upper != 'VARIANT' -%}
    try_cast({{ string_literal(field) if field is number else field }} as {{ type }})
  {%- else -%}
    {{ cast(field, type) }}
  {%- endif -%}
{%- endmacro %}
{% macro date_trunc(datepart, date) -%}
  date_trunc('{{ datepart }}', {{ date }})
{%- endmacro %}
{% macro dateadd(datepart, interval, from_date_or_timestamp) %}
    dateadd(
        {{ datepart }},
        {{ interval }},
        {{ from_date_or_timestamp }}
        )
{% endmacro %}
{% macro datediff(first_date, second_date, datepart) -%}
    datediff(
        {{ datepart }},
        {{ first_date }},
        {{ second_date }}
        )
{%- endmacro %}
{% macro concat(fields) -%}
  {{ fields | join(' || ') }}
{%- endmacro %}
{% macro hash(field) -%}
  md5(cast({{ field }} as {{ type_string() }}))
{%- endmacro %}
{% macro length(expression) %}length(
        {{ expression }}
    ){% endmacro %}
{% macro any_value(expression) %}any_value({{ expression }}){% endmacro %}
{% macro replace(field, old_chars, new_chars) %}replace(
        {{ field }},
        {{ old_chars }},
        {{ new_chars }}
    ){% endmacro %}
{% macro split_part(string_text, delimiter_text, part_number) %}split_part(
        {{ string_text }},
        {{ delimiter_text }},
        {{ part_number }}
        ){% endmacro %}
{% macro position(substring_text, string_text) %}position(
        {{ substring_text }} in {{ string_text }}
    ){% endmacro %}
{% macro except() %}except{% endmacro %}
{% macro intersect() %}intersect{% endmacro %}
`;

/** Macros of dbt's own package that are refused by name, with the reason. */
const refusedMacros: { readonly [name: string]: string } = {
  ...Object.fromEntries(
    ['current_timestamp', 'current_timestamp_in_utc', 'current_timestamp_backcompat'].map((name) => [
      name,
      'no model calls a clock: take the date from the data or from a var.',
    ]),
  ),
  ...Object.fromEntries(
    ['date_spine', 'get_intervals_between', 'generate_series', 'get_powers_of_two'].map((name) => [
      name,
      'generate the rows in SQL: table(generator(rowcount => …)).',
    ]),
  ),
  ...Object.fromEntries(
    [
      'array_append',
      'array_concat',
      'array_construct',
      'bool_or',
      'cast_bool_to_text',
      'last_day',
      'listagg',
      'right',
      'equals',
      'date',
    ].map((name) => [name, "write Snowflake's own function: both engines take Snowflake SQL."]),
  ),
};

const refusals = Object.entries(refusedMacros)
  .map(
    ([name, reason]) =>
      `{% macro ${name}() %}{{ exceptions.raise_unavailable('dbt.${name}', "${reason}", varargs, kwargs) }}{% endmacro %}`,
  )
  .join('\n');

export const dbtPackage = [naming, building, tests, sql, refusals].join('');
