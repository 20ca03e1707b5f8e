import { DIGITS } from './division';

/** Bound once: the quotient mentions both often. */
const spread = (divisor: string): string =>
  `list_transform([{'a': q * n - s * s, 'b': nullif(${divisor}, 0)}], lambda _sfv: sf.quotient(_sfv.a, _sfv.b))[1]`;

const spreadOf = (divisor: string): string =>
  `list_transform([{'a': q * n - s * s, 'b': ${divisor}}], lambda _sfv: sf.divide_counts_of(_sfv.a, _sfv.b, ${DIGITS}))[1]`;

/** What aggregates are finished with, after DuckDB has summed and counted. */
export const aggregates: readonly string[] = [
  // The mean of x, cut off after e digits more than x has: exact, as whole numbers, and each window is written once.
  // x itself stands for its type alone; the unit 0.00001 times a whole number never overflows.
  `unit(x, e) AS cast_to_type(CASE WHEN sf.scale(x) + e = 0 THEN '1' ELSE '0.' || repeat('0', sf.scale(x) + e - 1) || '1' END, round(x * 1.0000000, sf.scale(x) + e))`,
  `mean(total, n, x, e) AS CAST(CAST(total * sf.ten_to(sf.scale(x)) AS HUGEINT) * sf.ten_to(e) // n AS DECIMAL(38,0)) * sf.unit(x, e)`,
  // A digit more than the result has tells which way to round.
  `average(total, n, x) AS round(sf.mean(total, n, x, sf.quotient_scale(x) - sf.scale(x) + 1), sf.quotient_scale(x))`,
  // https://docs.snowflake.com/en/user-guide/functions-window-using: 10.75 over 6 rows is 1.79166 in a window.
  `window_average(total, n, x) AS sf.mean(total, n, x, least(3, greatest(12 - sf.scale(x), 0)))`,
  // n values, their sum s and the sum q of their squares.
  `variance_pop(n, s, q) AS ${spread('n * n')}`,
  `variance_samp(n, s, q) AS ${spread('n * (n - 1)')}`,
  `variance_pop_of(n, s, q, ${DIGITS}) AS ${spreadOf('n * n')}`,
  `variance_samp_of(n, s, q, ${DIGITS}) AS ${spreadOf('n * (n - 1)')}`,
  `window_average_of(total, n, whole_a, longer, unit) AS CAST(CAST(total * CAST(whole_a AS HUGEINT) AS HUGEINT) * longer // n AS DECIMAL(38,0)) * unit`,
  `definite(x) AS CASE WHEN isnan(x) THEN CAST(sf.fail('000000 (LOCAL): A statistic over values that do not vary') AS DOUBLE) ELSE x END`,
  // https://docs.snowflake.com/en/sql-reference/functions/object_agg
  `given(entries) AS list_filter(entries, lambda _sfg: _sfg.k IS NOT NULL AND _sfg.v IS NOT NULL)`,
  `unique_object(entries) AS CASE WHEN len(sf.given(entries)) > len(list_distinct(list_transform(sf.given(entries), lambda _sfu: _sfu.k)))
    THEN CAST(CAST(sf.fail('100097 (22000): Duplicate field key') AS VARCHAR) AS JSON) ELSE sf.object(entries) END`,
];
