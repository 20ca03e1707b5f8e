{# Text without surrounding blanks; a blank one is null. #}
{% macro trimmed(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}

{# Eight digits that are a date, as the CRM's sales write it; 0, 5489 and 20140230 are null. #}
{% macro digits_to_date(column) -%}
    case when regexp_like(trim({{ column }}), '[0-9]{8}') then try_to_date(trim({{ column }}), 'YYYYMMDD') end
{%- endmacro %}

{# F, FEMALE, M, MALE in any case and spacing; everything else is n/a. #}
{% macro gender_name(column) -%}
    case
            when upper(trim({{ column }})) in ('F', 'FEMALE') then 'Female'
            when upper(trim({{ column }})) in ('M', 'MALE') then 'Male'
            else 'n/a'
        end
{%- endmacro %}
