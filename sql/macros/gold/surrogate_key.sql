{#-
    A stable key: the MD5 of the business key's parts, 32 hex digits. Each part is written with its length before it,
    so ('a|b', 'c') and ('a', 'b|c') differ, and null differs from the empty text and from every other value.
    Give it text, whole numbers or dates: their text is the same on every engine.
-#}
{% macro surrogate_key(fields) -%}
    md5(
    {%- for field in fields -%}
        {%- if not loop.first %} || {% endif -%}
        coalesce(cast(length(cast({{ field }} as varchar)) as varchar) || ':' || cast({{ field }} as varchar) || ',', '-,')
    {%- endfor -%}
    )
{%- endmacro %}
