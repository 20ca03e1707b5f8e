{#-
    Every bronze row is exactly one of accepted, duplicate, superseded, quarantined. The model has one row a bronze row,
    with its class; `accepted` and `quarantined` are the models that carry those rows. One row for each count that is
    not what it must be.
-#}
{% test accounted(model, column_name, bronze, accepted, quarantined) %}

with

classes as (

    select
        count(*) as classified,
        coalesce(sum(case when {{ column_name }} = 'accepted' then 1 else 0 end), 0) as accepted,
        coalesce(sum(case when {{ column_name }} = 'duplicate' then 1 else 0 end), 0) as duplicate,
        coalesce(sum(case when {{ column_name }} = 'superseded' then 1 else 0 end), 0) as superseded,
        coalesce(sum(case when {{ column_name }} = 'quarantined' then 1 else 0 end), 0) as quarantined
    from {{ model }}

),

received as (

    select count(*) as n_records from {{ bronze }}

),

served as (

    select count(*) as n_records from {{ accepted }}

),

kept_aside as (

    select count(*) as n_records from {{ quarantined }}

),

identities as (

    select 'bronze rows = classified rows' as identity, received.n_records as expected, classes.classified as found
    from received cross join classes

    union all

    select
        'classified rows = accepted + duplicate + superseded + quarantined' as identity,
        classified as expected,
        accepted + duplicate + superseded + quarantined as found
    from classes

    union all

    select 'accepted = rows served' as identity, classes.accepted as expected, served.n_records as found
    from classes cross join served

    union all

    select 'quarantined = rows kept aside' as identity, classes.quarantined as expected, kept_aside.n_records as found
    from classes cross join kept_aside

)

select * from identities
where expected <> found

{% endtest %}
