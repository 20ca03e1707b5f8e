const WIDE = 'a * 1.000';

/** The average's digits without the point, cut off after three more than the sum has. */
const CUT = 'abs(sf.unscaled(a)) * 1000 // b';
const TEN = 'sf.ten_to(sf.scale(a) + 3)';
const SIGN = 'CASE WHEN a < 0 THEN -1 ELSE 1 END';

/** Bound once: the quotient mentions both often. */
const spread = (divisor: string): string =>
  `list_transform([{'a': q * n - s * s, 'b': nullif(${divisor}, 0)}], lambda _sfv: sf.quotient(_sfv.a, _sfv.b))[1]`;

/** What aggregates are finished with, after DuckDB has summed and counted. */
export const aggregates: readonly string[] = [
  // https://docs.snowflake.com/en/user-guide/functions-window-using: 10.75 over 6 rows is 1.79166 in a window.
  // A double holds fewer than 16 digits exactly.
  `window_average(a, b) AS CASE
    WHEN sf.is_float(a) THEN cast_to_type(a / nullif(b, 0), ${WIDE})
    WHEN a IS NULL OR b = 0 THEN NULL
    WHEN sf.scale(a) > 9 THEN cast_to_type(sf.fail('000000 (LOCAL): AVG over a window of a NUMBER with more than 9 digits after the point: round it first'), ${WIDE})
    WHEN ${CUT} < 9000000000000000 THEN cast_to_type(${SIGN} * CAST(${CUT} AS DOUBLE) / ${TEN}, ${WIDE})
    ELSE cast_to_type(sf.pointed(${CUT}, ${TEN}, ${SIGN}, ${WIDE}), ${WIDE}) END`,
  // n values, their sum s and the sum q of their squares.
  `variance_pop(n, s, q) AS ${spread('n * n')}`,
  `variance_samp(n, s, q) AS ${spread('n * (n - 1)')}`,
  `definite(x) AS CASE WHEN isnan(x) THEN CAST(sf.fail('000000 (LOCAL): A statistic over values that do not vary') AS DOUBLE) ELSE x END`,
  // https://docs.snowflake.com/en/sql-reference/functions/object_agg
  `given(entries) AS list_filter(entries, lambda _sfg: _sfg.k IS NOT NULL AND _sfg.v IS NOT NULL)`,
  `unique_object(entries) AS CASE WHEN len(sf.given(entries)) > len(list_distinct(list_transform(sf.given(entries), lambda _sfu: _sfu.k)))
    THEN CAST(CAST(sf.fail('100097 (22000): Duplicate field key') AS VARCHAR) AS JSON) ELSE sf.object(entries) END`,
];
