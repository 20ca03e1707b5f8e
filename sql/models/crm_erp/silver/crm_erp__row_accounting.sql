{%- set models = {
    'cust_info': 'crm_customers', 'prd_info': 'crm_products', 'sales_details': 'crm_sales',
    'cust_az12': 'erp_customers', 'loc_a101': 'erp_locations', 'px_cat_g1v2': 'erp_categories'
} -%}
with

{% for dataset, model in models.items() -%}
{{ dataset }}_received as (

    select count(*) as bronze_rows from {{ source('crm_erp', dataset) }}

),

{{ dataset }}_classes as (

    select
        count_if(_class = 'accepted') as accepted,
        count_if(_class = 'duplicate') as duplicates,
        count_if(_class = 'superseded') as superseded
    from {{ ref('crm_erp__stg_' ~ model ~ '__classified') }}

),

{{ dataset }}_quarantined as (

    select
        count(*) as quarantined,
        count_if(not resolved) as unresolved
    from {{ ref('crm_erp__stg_' ~ model ~ '__quarantine') }}

),

{% endfor -%}

accounts as (
{% for dataset in models %}
    select
        '{{ dataset }}' as dataset,
        bronze_rows,
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
