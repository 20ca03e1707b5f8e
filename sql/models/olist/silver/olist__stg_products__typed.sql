{{ config(materialized='ephemeral') }}

with

received as (

    select
        *,
        -- not among the columns of `*`, and not visible above this step
        metadata$row_last_commit_time as _row_arrived_at
    from {{ source('olist', 'products') }}

),

typed as (

    select
        {{ text_or_null('product_id') }} as product_id,
        {{ text_or_null('product_category_name') }} as category_name,
        {{ number_or_null('product_name_lenght', 18, 0) }} as name_length,
        {{ number_or_null('product_description_lenght', 18, 0) }} as description_length,
        {{ number_or_null('product_photos_qty', 18, 0) }} as photos,
        {{ number_or_null('product_weight_g', 18, 0) }} as weight_g,
        {{ number_or_null('product_length_cm', 18, 0) }} as length_cm,
        {{ number_or_null('product_height_cm', 18, 0) }} as height_cm,
        {{ number_or_null('product_width_cm', 18, 0) }} as width_cm,
        {{ first_unreadable({
            'product_name_lenght': number_or_null('product_name_lenght', 18, 0),
            'product_description_lenght': number_or_null('product_description_lenght', 18, 0),
            'product_photos_qty': number_or_null('product_photos_qty', 18, 0),
            'product_weight_g': number_or_null('product_weight_g', 18, 0),
            'product_length_cm': number_or_null('product_length_cm', 18, 0),
            'product_height_cm': number_or_null('product_height_cm', 18, 0),
            'product_width_cm': number_or_null('product_width_cm', 18, 0)
        }) }} as _unreadable,
        object_construct(
            'product_id', product_id,
            'product_category_name', product_category_name,
            'product_name_lenght', product_name_lenght,
            'product_description_lenght', product_description_lenght,
            'product_photos_qty', product_photos_qty,
            'product_weight_g', product_weight_g,
            'product_length_cm', product_length_cm,
            'product_height_cm', product_height_cm,
            'product_width_cm', product_width_cm
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
            when product_id is null then 'no product_id'
            when _unreadable is not null then _unreadable || ' cannot be read'
            when weight_g < 0 then 'negative weight_g'
            when length_cm < 0 then 'negative length_cm'
            when height_cm < 0 then 'negative height_cm'
            when width_cm < 0 then 'negative width_cm'
        end as quarantine_reason
    from typed

)

select * from judged
