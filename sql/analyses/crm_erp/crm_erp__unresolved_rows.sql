-- What waits for a corrected row from the sources, by dataset and reason.
{%- set datasets = ['crm_customers', 'crm_products', 'crm_sales', 'erp_customers', 'erp_locations', 'erp_categories'] %}
with

quarantined as (
{% for dataset in datasets %}
    select '{{ dataset }}' as dataset, reason, _file, _row
    from {{ ref('crm_erp__stg_' ~ dataset ~ '__quarantine') }}
    where not resolved
    {{ 'union all' if not loop.last }}
{%- endfor %}

)

select
    dataset,
    reason,
    count(*) as n_records,
    min(_file) as an_example_file,
    min(_row) as its_row
from quarantined
group by dataset, reason
order by n_records desc
