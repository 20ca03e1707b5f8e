with

points as (

    select
        *,
        -- from the Serra da Contamana to the island of Martim Vaz, from the Monte Caburai to the Chui
        latitude between -33.752 and 5.272 and longitude between -73.991 and -28.835 as is_in_brazil
    from {{ ref('olist__stg_geolocation') }}

),

cities as (

    select
        zip_code_prefix,
        city,
        state,
        count(*) as points,
        count_if(is_in_brazil) as points_in_brazil,
        sum(case when is_in_brazil then latitude end) as latitude_sum,
        sum(case when is_in_brazil then longitude end) as longitude_sum
    from points
    group by zip_code_prefix, city, state

),

ranked as (

    select
        *,
        row_number() over (
            partition by zip_code_prefix
            order by points desc, city, state
        ) as most_frequent_first
    from cities

),

zip_code_prefixes as (

    select
        zip_code_prefix,
        max(case when most_frequent_first = 1 then city end) as city,
        max(case when most_frequent_first = 1 then state end) as state,
        sum(points) as points,
        sum(points_in_brazil) as points_in_brazil,
        sum(latitude_sum) as latitude_sum,
        sum(longitude_sum) as longitude_sum
    from ranked
    group by zip_code_prefix

),

final as (

    select
        {{ surrogate_key(['zip_code_prefix']) }} as geography_key,
        zip_code_prefix,
        city,
        state,
        case
            when state in ('AC', 'AM', 'AP', 'PA', 'RO', 'RR', 'TO') then 'Norte'
            when state in ('AL', 'BA', 'CE', 'MA', 'PB', 'PE', 'PI', 'RN', 'SE') then 'Nordeste'
            when state in ('DF', 'GO', 'MS', 'MT') then 'Centro-Oeste'
            when state in ('ES', 'MG', 'RJ', 'SP') then 'Sudeste'
            when state in ('PR', 'RS', 'SC') then 'Sul'
            else 'unknown'
        end as region,
        round(latitude_sum / nullif(points_in_brazil, 0), 6)::number(9, 6) as latitude,
        round(longitude_sum / nullif(points_in_brazil, 0), 6)::number(9, 6) as longitude,
        points,
        points_in_brazil
    from zip_code_prefixes

)

select * from final
