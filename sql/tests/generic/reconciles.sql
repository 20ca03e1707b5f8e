{#-
    Groups in which the sum of `expression` is not, to the cent, the sum of `to_expression` over `to`: one group, the
    whole, unless `group_by` names columns that both relations have. A group that one side lacks counts as zero there.
-#}
{% test reconciles(model, expression, to, to_expression=none, group_by=[], to_where='true') %}

{%- set groups = group_by | join(', ') %}

with

amounts as (

    select
        {% if group_by %}{{ groups }},{% endif %}
        {{ expression }} as amount,
        0 as amount_expected
    from {{ model }}

    union all

    select
        {% if group_by %}{{ groups }},{% endif %}
        0 as amount,
        {{ to_expression if to_expression is not none else expression }} as amount_expected
    from {{ to }}
    where {{ to_where }}

)

select
    {% if group_by %}{{ groups }},{% endif %}
    sum(amount) as amount,
    sum(amount_expected) as amount_expected
from amounts
{% if group_by %}group by {{ groups }}{% endif %}
having round(coalesce(sum(amount), 0), 2) <> round(coalesce(sum(amount_expected), 0), 2)

{% endtest %}
