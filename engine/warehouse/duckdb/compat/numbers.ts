/**
 * Casts to numbers. https://docs.snowflake.com/en/sql-reference/functions/to_decimal
 * DuckDB reads 1_000 in a text as 1000, Snowflake does not: such a text is made into what neither reads.
 */
export const numbers: readonly string[] = [
  `digits(x) AS CASE WHEN contains(x, '_') THEN '?' || x ELSE x END`,
  // Keeps the type of everything that is no text; a VARIANT gives its scalar.
  `number(x) AS CASE typeof(x)
    WHEN 'VARCHAR' THEN cast_to_type(sf.digits(CAST(x AS VARCHAR)), x)
    WHEN 'JSON' THEN cast_to_type(sf.digits(CAST(x AS JSON) ->> '$'), x)
    ELSE x END`,
  `try_boolean(x) AS CASE WHEN lower(x) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(x) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE END`,
  `text_to_boolean(x) AS CASE WHEN lower(x) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(x) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE
    WHEN x IS NOT NULL THEN CAST(sf.fail('100037 (22018): Boolean value ''' || x || ''' is not recognized') AS BOOLEAN) END`,
  `to_boolean(x) AS CASE typeof(x)
    WHEN 'VARCHAR' THEN sf.text_to_boolean(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_boolean(CAST(x AS JSON) ->> '$')
    ELSE CAST(x AS BOOLEAN) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/width_bucket
  `width_bucket(x, low, high, n) AS CASE WHEN x < low THEN 0 WHEN x >= high THEN CAST(n AS BIGINT) + 1 ELSE CAST(floor((x - low) * n / (high - low)) AS BIGINT) + 1 END`,
  // Half away from zero at a place, for numbers of any type; DuckDB's ceil and floor take no scale.
  `floor_to(x, s) AS cast_to_type(floor(x * power(10::DOUBLE, s)) / power(10::DOUBLE, s), x)`,
  `ceil_to(x, s) AS cast_to_type(ceil(x * power(10::DOUBLE, s)) / power(10::DOUBLE, s), x)`,
];
