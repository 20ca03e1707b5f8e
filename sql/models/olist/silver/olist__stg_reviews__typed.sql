{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'reviews') }}

),

typed as (

    select
        {{ text_or_null('review_id') }} as review_id,
        {{ text_or_null('order_id') }} as order_id,
        {{ number_or_null('review_score', 18, 0) }} as review_score,
        {{ text_or_null('review_comment_title') }} as comment_title,
        {{ text_or_null('review_comment_message') }} as comment_message,
        {{ timestamp_or_null('review_creation_date') }} as created_at,
        {{ timestamp_or_null('review_answer_timestamp') }} as answered_at,
        {{ first_unreadable({
            'review_score': number_or_null('review_score', 18, 0),
            'review_creation_date': timestamp_or_null('review_creation_date'),
            'review_answer_timestamp': timestamp_or_null('review_answer_timestamp')
        }) }} as _unreadable,
        object_construct(
            'review_id', review_id,
            'order_id', order_id,
            'review_score', review_score,
            'review_comment_title', review_comment_title,
            'review_comment_message', review_comment_message,
            'review_creation_date', review_creation_date,
            'review_answer_timestamp', review_answer_timestamp
        ) as _raw,
        _file,
        _row,
        _row_arrived_at
    from received

),

judged as (

    select
        *,
        case
            when review_id is null then 'no review_id'
            when order_id is null then 'no order_id'
            when _unreadable is not null then _unreadable || ' cannot be read'
            when review_score is null then 'no review_score'
            when review_score not between 1 and 5 then 'review_score is not 1 to 5'
        end as quarantine_reason
    from typed

)

select * from judged
