{# Text without surrounding blanks; a blank one is null. #}
{% macro text_or_null(column) -%}
nullif(trim({{ column }}), '')
{%- endmacro %}

{# `YYYY-MM-DD HH:MM:SS` and nothing else: TRY_TO_TIMESTAMP_NTZ without a format reads digits as epoch seconds. #}
{% macro timestamp_or_null(column) -%}
try_to_timestamp_ntz({{ text_or_null(column) }}, 'YYYY-MM-DD HH24:MI:SS')
{%- endmacro %}

{% macro number_or_null(column, precision, scale) -%}
try_to_number({{ text_or_null(column) }}, {{ precision }}, {{ scale }})
{%- endmacro %}

{#-
  The name of the first column whose text cannot be read as the type it should have; null where all can.
  typed: source column -> its typed expression
-#}
{% macro first_unreadable(typed) -%}
case
            {%- for column, expression in typed.items() %}
            when {{ expression }} is null and {{ text_or_null(column) }} is not null then '{{ column }}'
            {%- endfor %}
        end
{%- endmacro %}

{# A zip prefix is five digits of text; a spreadsheet on the way may have eaten the
   leading zeros. LPAD cuts what is longer, so only what is shorter is padded. #}
{% macro zip_code_prefix(column) -%}
case
            when length(trim({{ column }})) < 5 then lpad({{ text_or_null(column) }}, 5, '0')
            else trim({{ column }})
        end
{%- endmacro %}

{# Lower case without accents: the sources write `são paulo` and `sao paulo`. #}
{% macro city_name(column) -%}
translate(lower({{ text_or_null(column) }}), 'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn')
{%- endmacro %}
