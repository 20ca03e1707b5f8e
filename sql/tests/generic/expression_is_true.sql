{#- Rows for which `expression` is not true: null fails too, say `where` if it may be. On a column it is `<column> <expression>`. -#}
{% test expression_is_true(model, expression, column_name=none) %}

select *
from {{ model }}
where not coalesce({{ column_name ~ ' ' if column_name is not none }}{{ expression }}, false)

{% endtest %}
