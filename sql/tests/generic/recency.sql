{#-
    One row if the newest `column_name` lies more than `interval` `datepart`s before the as-of date, or there is none.
    The as-of date is var('as_of'), else the newest `to_field` of `to`: never a clock, so a test of old files passes.
-#}
{% test recency(model, column_name, to, to_field, interval, datepart='day') %}

with

newest as (

    select max({{ column_name }}) as newest_at
    from {{ model }}

),

as_of as (

    select {{ as_of('max(' ~ to_field ~ ')') }} as as_of_date
    from {{ to }}

)

select
    newest.newest_at,
    as_of.as_of_date
from newest
cross join as_of
where not coalesce(newest.newest_at >= dateadd({{ datepart }}, -{{ interval }}, as_of.as_of_date), false)

{% endtest %}
