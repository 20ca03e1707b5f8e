{#-
    The rows that an incremental model has not seen, in commit order: a condition for WHERE; `true` in a full build.

    The watermark is the newest `_arrived_at` in the model's own table, so it is published with the table or not at all.
    Rows of one commit share their time and may be split by nothing, hence >=: they are read again, and merged again
    to the same result. Rows without a time (older than ROW_TIMESTAMP on their table) and all rows, while the model's
    table is empty, are read too.

    arrived_at  the row's commit time: a column of a view over bronze, or METADATA$ROW_LAST_COMMIT_TIME of bronze itself
    watermark   the column of {{ this }} that keeps it; one for each source of the model
-#}
{% macro arrived_after(arrived_at='_arrived_at', watermark='_arrived_at') -%}
    {%- if is_incremental() -%}
    coalesce({{ arrived_at }} >= (select max({{ watermark }}) from {{ this }}), true)
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}
