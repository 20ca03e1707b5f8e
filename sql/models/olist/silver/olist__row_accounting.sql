{%- set datasets = [
    'orders', 'order_items', 'customers', 'payments', 'reviews',
    'products', 'sellers', 'geolocation', 'category_translation'
] -%}
with

{% for dataset in datasets -%}
{{ dataset }}_received as (

    select count(*) as bronze_rows from {{ source('olist', dataset) }}

),

{{ dataset }}_served as (

    select
        count(*) as accepted,
        coalesce(sum(_duplicates), 0) as duplicates,
        coalesce(sum(_superseded), 0) as superseded
    from {{ ref('olist__stg_' ~ dataset) }}

),

{{ dataset }}_quarantined as (

    select
        count(*) as quarantined,
        count_if(not resolved) as unresolved
    from {{ ref('olist__stg_' ~ dataset ~ '__quarantine') }}

),

{% endfor -%}

accounts as (
{% for dataset in datasets %}
    select
        '{{ dataset }}' as dataset,
        bronze_rows,
        accepted,
        duplicates,
        superseded,
        quarantined,
        unresolved
    from {{ dataset }}_received
    cross join {{ dataset }}_served
    cross join {{ dataset }}_quarantined
    {{ 'union all' if not loop.last }}
{%- endfor %}

)

select * from accounts
