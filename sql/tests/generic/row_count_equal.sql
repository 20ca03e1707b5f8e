{#- One row if the model has not as many rows as `to` (those of it that satisfy `to_where`). -#}
{% test row_count_equal(model, to, to_where='true') %}

with

ours as (

    select count(*) as n_records
    from {{ model }}

),

theirs as (

    select count(*) as n_records
    from {{ to }}
    where {{ to_where }}

)

select
    ours.n_records as n_records,
    theirs.n_records as n_records_expected
from ours
cross join theirs
where ours.n_records <> theirs.n_records

{% endtest %}
