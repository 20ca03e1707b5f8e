{#- The parts of a batch file's lake key, bronze/<domain>/<dataset>/extracted_at=<UTC>/<sha256>.<ext>, from `_file`. -#}

{#- When the source wrote the extract (TIMESTAMP_NTZ, UTC); null for a file that does not say. -#}
{% macro extracted_at(file='_file') -%}
    try_to_timestamp_ntz(replace(replace(split_part(split_part({{ file }}, 'extracted_at=', 2), '/', 1), 'T', ' '), 'Z', ''))
{%- endmacro %}

{#- The content's hash: orders the files of one extract the same way wherever and whenever they are loaded. -#}
{% macro file_sha256(file='_file') -%}
    split_part(split_part({{ file }}, '/', -1), '.', 1)
{%- endmacro %}

{#- Newest version first, total and independent of loading: for ORDER BY. `prefix` is a table alias with its dot. -#}
{% macro newest_version_first(prefix='') -%}
    {{ prefix }}_extracted_at desc nulls last, {{ prefix }}_sha256 desc, {{ prefix }}_row desc
{%- endmacro %}
