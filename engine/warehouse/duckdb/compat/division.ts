/**
 * NUMBER / NUMBER has the scale max(s1, min(s1 + 6, 12)); anything with a FLOAT is a FLOAT; by zero is an error.
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic
 *
 * DuckDB divides decimals as doubles. The result's type is taken from a witness that is bound but never computed:
 * `a * 1.000000` has a's scale plus 6, and the sum with b is a DOUBLE where either is one. (COALESCE with b itself would
 * not do: of DECIMAL(38,8) and DECIMAL(38,2) DuckDB makes DECIMAL(38,2). The COALESCE that stands here gives a NULL a type.)
 * typeof() is a constant once the statement is bound, so nothing of the CASE is left at run time.
 */
const scaleOf = (x: string): string =>
  `CASE WHEN starts_with(typeof(${x}), 'DECIMAL') THEN CAST(regexp_extract(typeof(${x}), ',(\\d+)', 1) AS INTEGER) ELSE 0 END`;

const quotientScale = (x: string): string => `greatest(sf.scale(${x}), least(sf.scale(${x}) + 6, 12))`;

export const division: readonly string[] = [
  `scale(x) AS ${scaleOf('x')}`,
  `is_float(x) AS typeof(x) IN ('DOUBLE', 'FLOAT')`,
  `nonzero(b) AS CASE WHEN b = 0 THEN cast_to_type(sf.fail('100051 (22012): Division by zero'), b) ELSE b END`,
  // Rounds a quotient that is already computed; a and b are only looked at for their types.
  `quotient(q, a, b) AS cast_to_type(CASE WHEN sf.is_float(a) OR sf.is_float(b) THEN q ELSE round(q, ${quotientScale('a')}) END, coalesce(a * 1.000000 + b, a * 1.000000))`,
  `divide(a, b) AS sf.quotient(a / sf.nonzero(b), a, b)`,
  // Null where the divisor is zero: for averages, whose sum is then null too.
  `divide_counts(a, b) AS sf.quotient(a / nullif(b, 0), a, b)`,
  // https://docs.snowflake.com/en/sql-reference/functions/div0
  `div0(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN 0 ELSE sf.quotient(a / nullif(b, 0), a, b) END`,
  `div0null(a, b) AS CASE WHEN a IS NULL THEN NULL WHEN coalesce(b, 0) = 0 THEN 0 ELSE sf.quotient(a / nullif(b, 0), a, b) END`,
  // DuckDB's remainder by zero is NULL.
  `modulo(a, b) AS a % sf.nonzero(b)`,
];
