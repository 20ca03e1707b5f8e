with

versions as (

    select * from {{ ref('olist__sellers__versions') }}

),

compared as (

    select
        *,
        {{ surrogate_key(['zip_code_prefix', 'city', 'state']) }} as address,
        lag({{ surrogate_key(['zip_code_prefix', 'city', 'state']) }}) over (
            partition by seller_id
            order by extracted_at
        ) as previous_address
    from versions

),

changes as (

    select * from compared
    where previous_address is null or address <> previous_address

),

periods as (

    select
        *,
        extracted_at as valid_from,
        to_char(extracted_at, 'YYYY-MM-DD HH24:MI:SS') as valid_from_text,
        lead(extracted_at) over (
            partition by seller_id
            order by extracted_at
        ) as valid_to
    from changes

),

final as (

    select
        {{ surrogate_key(['seller_id', 'valid_from_text']) }} as seller_address_key,
        {{ surrogate_key(['seller_id']) }} as seller_key,
        seller_id,
        zip_code_prefix,
        city,
        state,
        valid_from,
        valid_to,
        valid_to is null as is_current
    from periods

)

select * from final
