{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key=['_file', '_row', '_record'],
    on_schema_change='fail'
) }}

{#- Any of them is enough to tell a column-oriented document from a record. -#}
{%- set columns = ['sale_id', 'customer_id', 'product_id', 'quantity', 'sale_date'] -%}
with

documents as (

    select
        payload,
        _file,
        _row,
        _arrived_at,
        coalesce(
            {%- for column in columns %}
            {{ 'or ' if not loop.first }}is_object(payload:{{ column }})
            {%- endfor %},
            false
        ) as is_column_oriented
    from {{ ref('retail__base_sales') }}
    where {{ arrived_after(ref('retail__base_sales'), arrived_at='_arrived_at') }}

),

-- {"sale_id": {"0": 1, …}, "quantity": {"0": 2, …}}: one row a column
document_columns as (

    select
        documents._file,
        documents._row,
        documents._arrived_at,
        document_column.key as column_name,
        document_column.value as column_values
    from documents,
        lateral flatten(input => documents.payload) as document_column
    where documents.is_column_oriented

),

-- one row a cell; a document without any keeps one row, so that it is accounted for
cells as (

    select
        document_columns._file,
        document_columns._row,
        document_columns._arrived_at,
        document_columns.column_name,
        coalesce(cell.key, '') as _record,
        cell.value
    from document_columns,
        lateral flatten(input => document_columns.column_values, outer => true) as cell

),

gathered as (

    select
        object_agg(column_name, value) as record,
        _file,
        _row,
        _record,
        max(_arrived_at) as _arrived_at
    from cells
    group by _file, _row, _record

),

-- the empty record of a column without cells stands only where no column has any
transposed as (

    select * from gathered
    qualify _record <> '' or count(*) over (partition by _file, _row) = 1

),

records as (

    select
        record,
        _file,
        _row,
        _record,
        _arrived_at
    from transposed

    union all

    select
        payload as record,
        _file,
        _row,
        '' as _record,
        _arrived_at
    from documents
    where not is_column_oriented

),

final as (

    select
        record,
        {{ scalar_text('record:sale_id') }} as sale_id,
        {{ scalar_text('record:customer_id') }} as customer_id,
        {{ scalar_text('record:product_id') }} as product_id,
        {{ scalar_text('record:quantity') }} as quantity,
        {{ scalar_text('record:sale_date') }} as sale_date,
        _file,
        _row,
        _record,
        _arrived_at,
        {{ extracted_at() }} as _extracted_at,
        {{ file_sha256() }} as _sha256
    from records

)

select * from final
