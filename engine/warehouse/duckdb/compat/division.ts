/**
 * NUMBER / NUMBER has the scale max(s1, min(s1 + 6, 12)), rounded half away from zero; anything with a FLOAT is a FLOAT;
 * by zero is an error. https://docs.snowflake.com/en/sql-reference/operators-arithmetic
 *
 * DuckDB divides decimals as doubles. A double is near enough for a quotient of up to 14 digits that is not close to a
 * half of the last one; the few others are divided as whole numbers of 128 bits, which fail when they overflow.
 *
 * The result's type is taken from a witness that is bound but never computed: `a * 1.000000` has a's scale plus 6, the
 * sum with b is a DOUBLE where either is one, and rounding gives it the scale that is wanted. (COALESCE with b itself
 * would not do: of DECIMAL(38,8) and DECIMAL(38,2) DuckDB makes DECIMAL(38,2). The COALESCE that stands here gives a
 * NULL a type.) DECIMAL(38,0) makes room for all the digits before the point that a small divisor may need.
 * typeof() is a constant once the statement is bound, so nothing of the CASE on types is left at run time.
 */
const scaleOf = (x: string): string =>
  `CASE WHEN starts_with(typeof(${x}), 'DECIMAL') THEN CAST(regexp_extract(typeof(${x}), ',(\\d+)', 1) AS INTEGER) ELSE 0 END`;

const WITNESS =
  'coalesce(round(a * 1.000000 + b + 0::DECIMAL(38,0), sf.quotient_scale(a)), round(a * 1.000000 + 0::DECIMAL(38,0), sf.quotient_scale(a)))';

/** What `digitsOf` tells. */
export const DIGITS = 'places, tens, whole_a, whole_b, longer, unit, type';

export const division: readonly string[] = [
  `scale(x) AS ${scaleOf('x')}`,
  `is_float(x) AS typeof(x) IN ('DOUBLE', 'FLOAT')`,
  `nonzero(b) AS CASE WHEN b = 0 THEN cast_to_type(sf.fail('100051 (22012): Division by zero'), b) ELSE b END`,
  `quotient_scale(a) AS greatest(sf.scale(a), least(sf.scale(a) + 6, 12))`,
  `ten_to(n) AS CAST('1' || repeat('0', n) AS HUGEINT)`,
  // A decimal without its point, as a whole number.
  `unscaled(x) AS CAST(x * sf.ten_to(sf.scale(x)) AS HUGEINT)`,
  `half_up(n, d) AS list_transform([{'n': abs(n), 'd': abs(d)}], lambda _sfh: (2 * _sfh.n + _sfh.d) // (2 * _sfh.d))[1]`,
  `exact_digits(a, b, s) AS sf.half_up(sf.unscaled(a) * sf.ten_to(s - sf.scale(a) + sf.scale(b)), sf.unscaled(b))`,
  // Whole digits n as n / 10^s: a double holds a fraction of fewer than 16 digits exactly, a longer one goes by its text.
  `pointed(n, ten, sign, witness) AS list_transform([{'n': n, 'ten': ten, 'sign': sign, 'w': cast_to_type(NULL, witness)}],
    lambda _sfp: _sfp.sign * (cast_to_type(_sfp.n // _sfp.ten, _sfp.w) + CASE WHEN _sfp.ten < 1e15 THEN cast_to_type(CAST(_sfp.n % _sfp.ten AS DOUBLE) / _sfp.ten, _sfp.w)
      ELSE cast_to_type('0.' || lpad(CAST(_sfp.n % _sfp.ten AS VARCHAR), CAST(length(CAST(_sfp.ten AS VARCHAR)) - 1 AS INTEGER), '0'), _sfp.w) END))[1]`,
  // A little more and a little less, by more than a double can be off, are rounded to the same: never above 2.5e14.
  `near(scaled) AS floor(abs(scaled) * 1.000000000000002e0 + 0.500000001e0) = floor(abs(scaled) * 0.999999999999998e0 + 0.499999999e0)`,
  // b is not zero here, or null.
  `quotient(a, b) AS CASE
    WHEN sf.is_float(a) OR sf.is_float(b) THEN cast_to_type(a / b, ${WITNESS})
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN sf.near(a / b * power(10, sf.quotient_scale(a))) THEN cast_to_type(round(a / b, sf.quotient_scale(a)), ${WITNESS})
    ELSE cast_to_type(sf.pointed(sf.exact_digits(a, b, sf.quotient_scale(a)), sf.ten_to(sf.quotient_scale(a)), CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END, ${WITNESS}), ${WITNESS}) END`,
  // The same where the translator knows both scales and says so (translate/expressions/division.ts): nothing is asked
  // of typeof(), and it is bound in a tenth of the time. Rounded half away from zero, of whole numbers of 128 bits.
  `whole_quotient_of(n, d, up) AS (2 * n + CASE WHEN up THEN d ELSE -d END) // (2 * d)`,
  `quotient_of(a, b, ${DIGITS}) AS CASE
    WHEN sf.near(a / b * tens) THEN cast_to_type(round(a / b, places), type)
    ELSE CAST(sf.whole_quotient_of(CAST(a * CAST(whole_a AS HUGEINT) AS HUGEINT) * longer, CAST(b * CAST(whole_b AS HUGEINT) AS HUGEINT), (a < 0) = (b < 0)) AS DECIMAL(38,0)) * unit END`,
  `divide_of(a, b, ${DIGITS}) AS CASE WHEN b <> 0 THEN sf.quotient_of(a, b, ${DIGITS})
    WHEN a IS NOT NULL AND b IS NOT NULL THEN cast_to_type(sf.fail('100051 (22012): Division by zero'), type) END`,
  `divide_counts_of(a, b, ${DIGITS}) AS CASE WHEN b <> 0 THEN sf.quotient_of(a, b, ${DIGITS}) END`,
  `div0_of(a, b, ${DIGITS}) AS CASE WHEN b <> 0 THEN sf.quotient_of(a, b, ${DIGITS}) WHEN a IS NOT NULL AND b IS NOT NULL THEN 0 END`,
  `div0null_of(a, b, ${DIGITS}) AS CASE WHEN b <> 0 THEN sf.quotient_of(a, b, ${DIGITS}) WHEN a IS NOT NULL THEN 0 END`,
  `divide(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN cast_to_type(sf.fail('100051 (22012): Division by zero'), ${WITNESS}) ELSE sf.quotient(a, nullif(b, 0)) END`,
  // Null where the divisor is zero: for averages, whose sum is then null too.
  `divide_counts(a, b) AS sf.quotient(a, nullif(b, 0))`,
  // https://docs.snowflake.com/en/sql-reference/functions/div0
  `div0(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN 0 ELSE sf.quotient(a, nullif(b, 0)) END`,
  `div0null(a, b) AS CASE WHEN a IS NULL THEN NULL WHEN coalesce(b, 0) = 0 THEN 0 ELSE sf.quotient(a, nullif(b, 0)) END`,
  // A product keeps min(s1 + s2, max(s1, s2, 12)) digits after the point. Whether Snowflake rounds or cuts off what is
  // beyond is not documented, so where that makes a difference it fails.
  `product_scale(a, b) AS least(sf.scale(a) + sf.scale(b), greatest(sf.scale(a), sf.scale(b), 12))`,
  `shortened(x, n) AS CASE WHEN trunc(x, n) = round(x, n) THEN trunc(x, n) WHEN x IS NOT NULL THEN
    cast_to_type(sf.fail('000000 (LOCAL): A product of more than 12 digits after the point: round a factor first'), round(x, n)) END`,
  `multiply(a, b) AS cast_to_type(CASE WHEN sf.is_float(a) OR sf.is_float(b) OR sf.product_scale(a, b) = sf.scale(a) + sf.scale(b) THEN a * b
    ELSE sf.shortened(a * b, sf.product_scale(a, b)) END, round(a * b, sf.product_scale(a, b)))`,
  // a, where its type and b's have one in common that loses no digits of either: typeof() is known when it is bound.
  `leading(x) AS CASE WHEN starts_with(typeof(x), 'DECIMAL') THEN CAST(regexp_extract(typeof(x), '\\((\\d+)', 1) AS INTEGER) - sf.scale(x) ELSE 0 END`,
  `same_digits(a, b) AS CASE WHEN sf.scale(a) <> sf.scale(b) AND greatest(sf.leading(a), sf.leading(b)) + greatest(sf.scale(a), sf.scale(b)) > 38
    THEN cast_to_type(sf.fail('000000 (LOCAL): Numbers of 38 digits with different scales beside each other: cast one of them'), a) ELSE a END`,
  // The same among several, whose digits before and after the point are listed.
  `same_digits_among(a, leads, scales) AS CASE WHEN len(list_distinct(scales)) > 1 AND list_max(leads) + list_max(scales) > 38
    THEN cast_to_type(sf.fail('000000 (LOCAL): Numbers of 38 digits with different scales beside each other: cast one of them'), a) ELSE a END`,
  // DuckDB's remainder by zero is NULL, and one of DECIMALs that have no type in common a DOUBLE.
  `modulo(a, b) AS CASE WHEN typeof(a % b) = 'DOUBLE' AND NOT sf.is_float(a) AND NOT sf.is_float(b)
    THEN cast_to_type(sf.fail('000000 (LOCAL): The remainder of numbers of 38 digits with different scales: cast one of them'), a % b) ELSE a % sf.nonzero(b) END`,
  `modulo_of(a, b, whole, unit) AS CAST(CAST(a * CAST(whole AS HUGEINT) AS HUGEINT) % sf.nonzero(CAST(b * CAST(whole AS HUGEINT) AS HUGEINT)) AS DECIMAL(38,0)) * unit`,
];
