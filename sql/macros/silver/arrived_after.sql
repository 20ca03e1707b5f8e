{#-
    The rows of a bronze table that an incremental model has not seen, in commit order: a condition for WHERE;
    `true` in a full build.

    The watermark is the newest `_arrived_at` in the model's own table, so it is published with the table or not at all.
    Rows of one commit share their time, hence >=: they are read again, and merged again to the same result. While the
    model has no watermark, all rows with a time are read. Rows without one are older than ROW_TIMESTAMP on their table,
    and so than the column that any model reads them by: its first build has read them. A plain comparison lets the
    warehouse skip what is older; a condition around it does not.
    https://docs.snowflake.com/en/user-guide/data-engineering/row-timestamps

    relation    the source(…) that is read, or the ref(…) of a view whose `_arrived_at` is the commit time of its row
    watermark   the column of {{ this }} that keeps it; one for each source of the model
-#}
{% macro arrived_after(relation, watermark='_arrived_at', arrived_at='metadata$row_last_commit_time') -%}
    {%- if is_incremental() -%}
    {{ arrived_at }} >= (select coalesce(max({{ watermark }}), '1970-01-01'::timestamp_ltz) from {{ this }})
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}
