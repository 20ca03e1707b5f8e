{%- set datasets = ['customers', 'products', 'sales'] -%}
with

customers_received as (

    select
        count(*) as bronze_rows,
        count(*) as records
    from {{ source('retail', 'customers') }}

),

products_received as (

    select
        count(*) as bronze_rows,
        count(*) as records
    from {{ source('retail', 'products') }}

),

-- a document holds one record or, column-oriented, many; one that no record comes of would be missing here
sales_received as (

    select
        count(distinct documents._file, documents._row) as bronze_rows,
        count(*) as records
    from {{ source('retail', 'sales') }} as documents
    left join {{ ref('retail__stg_sales__records') }} as records
        on documents._file = records._file
        and documents._row = records._row

),

{% for dataset in datasets -%}
{{ dataset }}_classes as (

    select
        count_if(_class = 'accepted') as accepted,
        count_if(_class = 'duplicate') as duplicates,
        count_if(_class = 'superseded') as superseded
    from {{ ref('retail__stg_' ~ dataset ~ '__classified') }}

),

{{ dataset }}_quarantined as (

    select
        count(*) as quarantined,
        count_if(not resolved) as unresolved
    from {{ ref('retail__stg_' ~ dataset ~ '__quarantine') }}

),

{% endfor -%}

accounts as (
{% for dataset in datasets %}
    select
        '{{ dataset }}' as dataset,
        bronze_rows,
        records,
        accepted,
        duplicates,
        superseded,
        quarantined,
        unresolved
    from {{ dataset }}_received
    cross join {{ dataset }}_classes
    cross join {{ dataset }}_quarantined
    {{ 'union all' if not loop.last }}
{%- endfor %}

)

select * from accounts
