/**
 * Casts to numbers. https://docs.snowflake.com/en/sql-reference/functions/to_decimal
 * DuckDB reads 1_000 in a text as 1000, Snowflake does not: such a text is made into what neither reads.
 */
export const numbers: readonly string[] = [
  `digits(x) AS CASE WHEN contains(x, '_') THEN '?' || x ELSE x END`,
  // DuckDB reads a text as a DECIMAL of 38 digits eighty times as slowly as one as a BIGINT.
  `is_whole(x) AS regexp_full_match(x, '[+-]?[0-9]{1,18}')`,
  `text_to_integer(x) AS CASE WHEN sf.is_whole(x) THEN CAST(x AS BIGINT) ELSE CAST(CAST(sf.digits(x) AS DECIMAL(38,0)) AS BIGINT) END`,
  `text_to_long_decimal(x) AS CASE WHEN sf.is_whole(x) THEN CAST(CAST(x AS BIGINT) AS DECIMAL(38,18)) ELSE CAST(sf.digits(x) AS DECIMAL(38,18)) END`,
  // Keeps the type of everything that is no text; a VARIANT gives its scalar.
  `number(x) AS CASE typeof(x)
    WHEN 'VARCHAR' THEN cast_to_type(sf.digits(CAST(x AS VARCHAR)), x)
    WHEN 'JSON' THEN cast_to_type(sf.digits(CAST(x AS JSON) ->> '$'), x)
    ELSE x END`,
  // A FLOAT's own digits, rounded half away from zero: DuckDB multiplies first, which is off near a half and beyond 15 digits.
  `float_to_decimal(x, s, type) AS CASE WHEN abs(x) * power(10, s) < 4e15 AND abs(abs(x) * power(10, s) - floor(abs(x) * power(10, s)) - 0.5) > abs(x) * power(10, s) * 1e-15 + 1e-12
    THEN cast_to_type(x, type) ELSE cast_to_type(format('{:.60f}', x), type) END`,
  `try_boolean(x) AS CASE WHEN lower(x) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(x) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE END`,
  `text_to_boolean(x) AS CASE WHEN lower(x) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(x) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE
    WHEN x IS NOT NULL THEN CAST(sf.fail('100037 (22018): Boolean value ''' || x || ''' is not recognized') AS BOOLEAN) END`,
  `finite(x) AS CASE WHEN isfinite(x) THEN x WHEN x IS NOT NULL THEN CAST(sf.fail('100037 (22018): Boolean value ''' || CAST(x AS VARCHAR) || ''' is not recognized') AS DOUBLE) END`,
  // https://docs.snowflake.com/en/sql-reference/data-types-logical: implicitly, only these two texts are booleans.
  `implied_boolean(x) AS CASE lower(x) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE
    ELSE CASE WHEN x IS NOT NULL THEN CAST(sf.fail('100037 (22018): Boolean value ''' || x || ''' is not recognized') AS BOOLEAN) END END`,
  `rounded_truth(x) AS CASE WHEN typeof(x) = 'BOOLEAN' THEN CAST(x AS BOOLEAN) ELSE round(CAST(x AS DOUBLE)) <> 0 END`,
  `to_boolean(x) AS CASE typeof(x)
    WHEN 'VARCHAR' THEN sf.text_to_boolean(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_boolean(CAST(x AS JSON) ->> '$')
    WHEN 'DOUBLE' THEN CAST(sf.finite(CAST(x AS DOUBLE)) AS BOOLEAN)
    ELSE CAST(x AS BOOLEAN) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/width_bucket
  `width_bucket(x, low, high, n) AS CASE WHEN n <= 0 OR low = high THEN CAST(sf.fail('100045 (22023): Invalid parameter value: WIDTH_BUCKET() takes a positive number of buckets between two bounds') AS BIGINT)
    WHEN x < low THEN 0 WHEN x >= high THEN CAST(n AS BIGINT) + 1 ELSE CAST(floor((x - low) * n / (high - low)) AS BIGINT) + 1 END`,
  // Towards one end at a place: cut off, then one unit u of that place further. DuckDB's ceil and floor take no scale.
  `floor_to(x, s, u) AS round(trunc(x, s) - CASE WHEN x < trunc(x, s) THEN u ELSE 0 END, s)`,
  `ceil_to(x, s, u) AS round(trunc(x, s) + CASE WHEN x > trunc(x, s) THEN u ELSE 0 END, s)`,
  // The same of a FLOAT, at a place that is a column.
  `floor_at(x, s) AS round(trunc(x, s) - CASE WHEN x < trunc(x, s) THEN power(10::DOUBLE, -s) ELSE 0 END, s)`,
  `ceil_at(x, s) AS round(trunc(x, s) + CASE WHEN x > trunc(x, s) THEN power(10::DOUBLE, -s) ELSE 0 END, s)`,
  // Half a unit of the last place goes to the even neighbour.
  `round_even(x, s, u) AS CASE WHEN 2 * abs(x - trunc(x, s)) = u AND abs(round(x, s)) % (2 * u) <> 0 THEN trunc(x, s) ELSE round(x, s) END`,
  // DuckDB's cube root is a power, and off in the last digit: one step of Newton's.
  `cube_root(x) AS CASE WHEN x = 0 OR NOT isfinite(x) THEN x ELSE cbrt(x) - (cbrt(x) * cbrt(x) * cbrt(x) - x) / (3 * cbrt(x) * cbrt(x)) END`,
  // DuckDB gives NaN of pow(-8, 0.5) and acosh(0.5), infinity of exp(1000).
  `computed(x) AS CASE WHEN isfinite(x) THEN x WHEN x IS NOT NULL THEN CAST(sf.fail('000000 (LOCAL): A function without a finite result') AS DOUBLE) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/log
  `logarithm(b, x) AS CASE WHEN b = 1 OR b <= 0 OR x <= 0 THEN CAST(sf.fail('100050 (22023): Invalid floating point operation: log(' || b || ',' || x || ')') AS DOUBLE) ELSE log(b, x) END`,
  `factorial(n) AS CASE WHEN n < 0 OR n > 33 THEN CAST(sf.fail('100045 (22023): Invalid argument of FACTORIAL(): ' || n) AS HUGEINT) ELSE factorial(n) END`,
];
