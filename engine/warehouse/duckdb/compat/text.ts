/**
 * Values as text, the way TO_VARCHAR writes them. https://docs.snowflake.com/en/sql-reference/functions/to_char
 *
 * The pattern of every macro that takes a value of any type: CASE typeof(x). typeof() is a constant once the statement
 * is bound, so one branch is left and the plan reads as if it had been written by hand. An argument is
 * written out once a mention, so the translator binds what is more than a column before it calls (emit/macro.ts). All
 * inner names begin with `_sf`, because a lambda parameter would capture a column of the same name.
 */
export const text: readonly string[] = [
  `to_text(x) AS CASE typeof(x)
    WHEN 'VARCHAR' THEN CAST(x AS VARCHAR)
    WHEN 'DOUBLE' THEN sf.float_to_text(CAST(x AS DOUBLE))
    WHEN 'FLOAT' THEN sf.float_to_text(CAST(x AS DOUBLE))
    WHEN 'TIMESTAMP' THEN sf.timestamp_to_text(CAST(x AS TIMESTAMP))
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN sf.timestamptz_to_text(CAST(x AS TIMESTAMPTZ))
    WHEN 'TIME' THEN left(CAST(x AS VARCHAR), 8)
    WHEN 'JSON' THEN sf.scalar_to_text(CAST(x AS JSON))
    WHEN 'BLOB' THEN hex(CAST(x AS BLOB))
    ELSE CAST(x AS VARCHAR) END`,
  `try_fitting(x, n) AS CASE WHEN length(x) <= n THEN x END`,
  `fitting(x, n) AS CASE WHEN length(x) > n THEN CAST(sf.fail('100078 (22000): String ''' || x || ''' is too long and would be truncated') AS VARCHAR) ELSE x END`,
  // https://docs.snowflake.com/en/sql-reference/functions/initcap: these characters and white space begin a word.
  `initcap(x) AS sf.joined(list_transform(regexp_extract_all(x, '[^\\s!?@"^#$&~_,.:;+\\-*%/|\\\\\\[\\](){}<>]+|[\\s!?@"^#$&~_,.:;+\\-*%/|\\\\\\[\\](){}<>]+'), lambda _sf: upper(_sf[1]) || lower(_sf[2:])), '')`,
  `initcap_by(x, words, gap) AS sf.joined(list_transform(regexp_extract_all(x, words), lambda _sf: CASE WHEN regexp_full_match(_sf, gap) THEN _sf ELSE upper(_sf[1]) || lower(_sf[2:]) END), '')`,
  `unicode_of(x) AS CASE WHEN x = '' THEN 0 ELSE unicode(x) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/translate
  `translated(x, a, b) AS CASE WHEN length(b) > length(a) THEN CAST(sf.fail('100078 (22000): String ''' || b || ''' is too long and would be truncated') AS VARCHAR) ELSE translate(x, a, b) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/insert
  `insert_into(x, i, n, y) AS CASE WHEN i < 1 OR n < 0 OR i + n > length(x) + 1 THEN CAST(sf.fail('000000 (LOCAL): INSERT() outside of the text') AS VARCHAR)
    ELSE substr(x, 1, i - 1) || y || substr(x, i + n) END`,
  `split(x, d) AS CAST(CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN to_json([x]) ELSE to_json(string_split(x, d)) END AS JSON)`,
  // Part 0 is part 1, a negative one counts from the end, one that is not there is ''.
  // https://docs.snowflake.com/en/sql-reference/functions/split_part
  `split_part(x, d, n) AS CASE WHEN d = '' THEN CASE WHEN x IS NOT NULL AND n IS NOT NULL THEN CASE WHEN n IN (0, 1, -1) THEN x ELSE '' END END ELSE split_part(x, d, CASE WHEN n = 0 THEN 1 ELSE n END) END`,
  // Start 0 is start 1; DuckDB counts it as the place before the first.
  `substr(x, i) AS CASE WHEN i < -length(x) THEN '' ELSE substr(x, CASE WHEN i = 0 THEN 1 ELSE i END) END`,
  `substr_of(x, i, n) AS CASE WHEN n <= 0 THEN CASE WHEN x IS NOT NULL AND i IS NOT NULL THEN '' END WHEN i < -length(x) THEN '' ELSE substr(x, CASE WHEN i = 0 THEN 1 ELSE i END, n) END`,
  `left_of(x, n) AS CASE WHEN n < 0 THEN CASE WHEN x IS NOT NULL THEN '' END ELSE left(x, n) END`,
  `right_of(x, n) AS CASE WHEN n < 0 THEN CASE WHEN x IS NOT NULL THEN '' END ELSE right(x, n) END`,
  // DuckDB pads with the whole of the pattern as Snowflake does, and cuts what is too long; n below 0 gives ''.
  `lpad(x, n, p) AS CASE WHEN n <= 0 THEN CASE WHEN x IS NOT NULL AND p IS NOT NULL THEN '' END WHEN p = '' THEN left(x, n) ELSE lpad(x, CAST(n AS INTEGER), p) END`,
  `rpad(x, n, p) AS CASE WHEN n <= 0 THEN CASE WHEN x IS NOT NULL AND p IS NOT NULL THEN '' END WHEN p = '' THEN left(x, n) ELSE rpad(x, CAST(n AS INTEGER), p) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/strtok: every character of d separates; no such token is NULL.
  `tokens(x, d) AS list_filter(string_split(translate(x, d, repeat(d[1], length(d))), d[1]), lambda _sf: _sf <> '')`,
  `strtok(x, d, n) AS CASE WHEN n >= 1 THEN CASE WHEN d = '' THEN CASE WHEN n = 1 AND x <> '' THEN x END ELSE sf.tokens(x, d)[n] END END`,
  `text_array(l) AS CAST(CASE WHEN l IS NOT NULL THEN to_json(l) END AS JSON)`,
  // https://docs.snowflake.com/en/sql-reference/functions/strtok_to_array
  `strtok_to_array(x, d) AS CAST(CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN to_json(list_filter([x], lambda _sf: _sf <> '')) ELSE to_json(sf.tokens(x, d)) END AS JSON)`,
  // Position of the first occurrence from a place on, counted from 1; 0 where there is none.
  `charindex(needle, x, start) AS CASE WHEN instr(substr(x, start), needle) = 0 THEN 0 ELSE instr(substr(x, start), needle) + start - 1 END`,
];
