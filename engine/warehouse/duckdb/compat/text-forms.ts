/** The text forms of single types. https://docs.snowflake.com/en/sql-reference/functions/to_char */
export const textForms: readonly string[] = [
  // No point without a fraction. Beyond 15 digits the last ones would differ from Snowflake's, so that fails.
  `float_to_text(x) AS CASE
    WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'inf' ELSE '-inf' END
    WHEN isfinite(x) AND x = trunc(x) AND abs(x) < 1e15 THEN CAST(CAST(x AS BIGINT) AS VARCHAR)
    WHEN regexp_full_match(CAST(x AS VARCHAR), '-?0\\.0*[0-9]{1,15}|-?[0-9.]{1,16}') THEN CAST(x AS VARCHAR)
    WHEN x IS NOT NULL THEN CAST(sf.fail('000000 (LOCAL): A FLOAT of more than 15 digits as text: ' || CAST(x AS VARCHAR) || ', round it or cast it to NUMBER') AS VARCHAR) END`,
  `timestamp_to_text(x) AS strftime(x, '%Y-%m-%d %H:%M:%S.%g')`,
  `timestamptz_to_text(x) AS strftime(x, '%Y-%m-%d %H:%M:%S.%g +0000')`,
];
