{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='review_id') }}

with

typed as (

    select * from {{ ref('olist__stg_reviews__typed') }}
    where
        quarantine_reason is null
        {%- if is_incremental() %}
        -- every version of a key that a new row has touched: the newest of them is decided over all
        and review_id in (
            select {{ text_or_null('review_id') }} from {{ source('olist', 'reviews') }}
            where {{ arrived_after(source('olist', 'reviews')) }}
        )
        {%- endif %}

),

{{ newest_versions(
    'typed',
    key=['review_id', 'order_id'],
    content=[
        'review_score', 'comment_title', 'comment_message', 'created_at',
        'answered_at'
    ]
) }},

final as (

    select
        review_id,
        order_id,
        review_score,
        comment_title,
        comment_message,
        created_at,
        answered_at,
        _file,
        _row,
        _arrived_at,
        _duplicates,
        _superseded
    from newest

)

select * from final
