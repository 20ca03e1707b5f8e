/**
 * VARIANT, OBJECT and ARRAY are DuckDB JSON. A JSON null is a value (`IS NULL` is false), arrays count from 0, an
 * object's keys come out sorted. https://docs.snowflake.com/en/sql-reference/data-types-semistructured
 */

/** DuckDB's macros cannot call themselves: one macro a level of nesting. Deeper values fail instead of differing. */
const DEPTH = 6;

/** Each level mentions the next one once: twice would make 2^DEPTH of it. */
const sorted = (level: number): string => {
  const inner = level === DEPTH ? 'sf.innermost(_sfc.v)' : `sf.sorted_${level + 1}(_sfc.v)`;
  return `sorted_${level}(x) AS CASE WHEN json_type(x) IN ('OBJECT', 'ARRAY') THEN
    (CASE json_type(x) WHEN 'OBJECT' THEN '{' ELSE '[' END) ||
    array_to_string(list_transform(sf.children(x), lambda _sfc: coalesce(CAST(to_json(_sfc.k) AS VARCHAR) || ':', '') || ${inner}), ',') ||
    (CASE json_type(x) WHEN 'OBJECT' THEN '}' ELSE ']' END)
    ELSE sf.json_scalar(x) END`;
};

export const semistructured: readonly string[] = [
  // Bound only where the operand is a VARIANT: Snowflake has no path into a text.
  `variant(x) AS CASE WHEN typeof(x) IN ('JSON', '"NULL"') THEN CAST(x AS JSON)
    ELSE CAST(CAST(sf.fail('001044 (42P13): Invalid argument types for function ''GET'': ' || typeof(x)) AS VARCHAR) AS JSON) END`,
  `element(x, key) AS CASE typeof(key) WHEN 'VARCHAR' THEN json_extract(x, '$."' || CAST(key AS VARCHAR) || '"')
    ELSE CASE WHEN TRY_CAST(key AS BIGINT) >= 0 THEN json_extract(x, '$[' || CAST(TRY_CAST(key AS BIGINT) AS VARCHAR) || ']') END END`,
  // 1.50 is 1.5, 1.0 is 1, 1e2 is 100; a number with an exponent has the digits of a double.
  `json_scalar(x) AS CASE json_type(x) WHEN 'DOUBLE' THEN sf.json_number(CAST(x AS VARCHAR)) ELSE CAST(x AS VARCHAR) END`,
  `json_number(t) AS CASE WHEN contains(lower(t), 'e') THEN sf.float_to_text(CAST(t AS DOUBLE)) ELSE rtrim(rtrim(t, '0'), '.') END`,
  `children(x) AS CASE json_type(x)
    WHEN 'OBJECT' THEN list_transform(list_sort(json_keys(x)), lambda _sfk: {'k': _sfk, 'v': json_extract(x, '$."' || _sfk || '"')})
    ELSE list_transform(json_extract(x, '$[*]'), lambda _sfe: {'k': NULL::VARCHAR, 'v': _sfe}) END`,
  `innermost(x) AS CASE WHEN json_type(x) IN ('OBJECT', 'ARRAY') THEN CAST(sf.fail('000000 (LOCAL): A VARIANT nested too deep to become text') AS VARCHAR) ELSE sf.json_scalar(x) END`,
  ...Array.from({ length: DEPTH }, (_unused, index) => sorted(DEPTH - index)),
  // A text without its quotes; null for a JSON null. Binding a level of nesting takes a millisecond and doubles with
  // each, so a cast to text goes two levels deep, TO_JSON all of them, and an implicit conversion none.
  `scalar_to_text(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN x ->> '$' WHEN 'NULL' THEN NULL
    WHEN 'OBJECT' THEN CAST(sf.fail('000000 (LOCAL): An OBJECT as text: use TO_JSON') AS VARCHAR)
    WHEN 'ARRAY' THEN CAST(sf.fail('000000 (LOCAL): An ARRAY as text: use TO_JSON') AS VARCHAR)
    ELSE sf.json_scalar(x) END`,
  `variant_to_text(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN x ->> '$' WHEN 'NULL' THEN NULL ELSE sf.sorted_${DEPTH - 1}(x) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/parse_json takes names without quotes, single quotes and a
  // trailing comma as well; DuckDB's parser does not, so they are brought into shape where the strict reading fails.
  `relaxed_tokens(t) AS regexp_extract_all(t, '"(?:[^"\\\\]|\\\\.)*"|''(?:[^''\\\\]|\\\\.)*''|[A-Za-z_][A-Za-z0-9_]*|,\\s*[}\\]]|[^"''A-Za-z_,]+|,')`,
  `relaxed_token(t, following) AS CASE
    WHEN regexp_full_match(t, '[A-Za-z_][A-Za-z0-9_]*') AND regexp_matches(following, '^\\s*:') THEN '"' || t || '"'
    WHEN starts_with(t, '''') THEN '"' || replace(substr(t, 2, length(t) - 2), '"', '\\"') || '"'
    WHEN regexp_full_match(t, ',\\s*[}\\]]') THEN substr(t, 2)
    ELSE t END`,
  `relaxed(t) AS list_transform([sf.relaxed_tokens(t)], lambda _sfl: array_to_string(list_transform(_sfl, lambda _sft, _sfi: sf.relaxed_token(_sft, coalesce(_sfl[_sfi + 1], ''))), ''))[1]`,
  `blank(t) AS trim(t, ' ' || chr(9) || chr(10) || chr(13)) = ''`,
  `try_parse_json(t) AS CASE WHEN sf.blank(t) THEN NULL WHEN json_valid(t) THEN CAST(t AS JSON) ELSE TRY_CAST(sf.relaxed(t) AS JSON) END`,
  `parse_json(t) AS coalesce(sf.try_parse_json(t), CASE WHEN NOT sf.blank(t) THEN CAST(CAST(sf.fail('100069 (22P02): Error parsing JSON: ' || left(t, 100)) AS VARCHAR) AS JSON) END)`,
  // A float without a fraction is a whole number in JSON, a timestamp is its text; a JSON stays what it is.
  `to_variant(x) AS CASE typeof(x)
    WHEN 'JSON' THEN CAST(x AS JSON)
    WHEN 'DOUBLE' THEN CASE WHEN TRY_CAST(x AS DOUBLE) = trunc(TRY_CAST(x AS DOUBLE)) AND abs(TRY_CAST(x AS DOUBLE)) < 1e15 THEN to_json(TRY_CAST(TRY_CAST(x AS DOUBLE) AS BIGINT)) ELSE to_json(x) END
    WHEN 'TIMESTAMP' THEN to_json(sf.timestamp_to_text(TRY_CAST(x AS TIMESTAMP)))
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN to_json(sf.timestamptz_to_text(TRY_CAST(x AS TIMESTAMPTZ)))
    ELSE CASE WHEN starts_with(typeof(x), 'DECIMAL') THEN CAST(CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.') ELSE CAST(x AS VARCHAR) END AS JSON) ELSE CASE WHEN x IS NOT NULL THEN to_json(x) END END END`,
  `is_plain(x) AS typeof(x) IN ('VARCHAR', 'INTEGER', 'BIGINT', 'BOOLEAN', 'DATE', 'JSON')`,
  // An SQL null inside an array is `undefined` in Snowflake and shows as null; inside an object its key is left out.
  `array(xs) AS CAST(to_json(list_transform(xs, lambda _sf: coalesce(_sf, CAST('null' AS JSON)))) AS JSON)`,
  `entry(key, value) AS {'k': key, 'v': value}`,
  `object(entries) AS CAST('{' || array_to_string(list_transform(list_filter(entries, lambda _sf: _sf.k IS NOT NULL AND _sf.v IS NOT NULL), lambda _sf: CAST(to_json(_sf.k) AS VARCHAR) || ':' || CAST(_sf.v AS VARCHAR)), ',') || '}' AS JSON)`,
  `object_keep_null(entries) AS CAST('{' || array_to_string(list_transform(list_filter(entries, lambda _sf: _sf.k IS NOT NULL), lambda _sf: CAST(to_json(_sf.k) AS VARCHAR) || ':' || coalesce(CAST(_sf.v AS VARCHAR), 'null')), ',') || '}' AS JSON)`,
  // https://docs.snowflake.com/en/sql-reference/functions/typeof
  `typeof(x) AS CASE json_type(x) WHEN 'NULL' THEN 'NULL_VALUE' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER'
    WHEN 'DOUBLE' THEN CASE WHEN contains(lower(CAST(x AS VARCHAR)), 'e') THEN 'DOUBLE' WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9]+(\\.0+)?') THEN 'INTEGER' ELSE 'DECIMAL' END
    ELSE json_type(x) END`,
  `array_size(x) AS CASE WHEN json_type(x) = 'ARRAY' THEN CAST(json_array_length(x) AS BIGINT) END`,
  `object_keys(x) AS CASE WHEN json_type(x) = 'OBJECT' THEN CAST(to_json(list_sort(json_keys(x))) AS JSON) END`,
  `elements(x) AS json_extract(x, '$[*]')`,
  `array_contains(value, x) AS CASE WHEN value IS NULL OR x IS NULL THEN NULL ELSE list_contains(list_transform(sf.elements(x), lambda _sf: sf.sorted_1(_sf)), sf.sorted_1(value)) END`,
  // From 0, the end excluded, negative places from the end: https://docs.snowflake.com/en/sql-reference/functions/array_slice
  `array_slice(x, i, j) AS CASE WHEN i IS NOT NULL AND j IS NOT NULL AND x IS NOT NULL THEN sf.array(list_slice(sf.elements(x),
    greatest(1, CASE WHEN i < 0 THEN i + CAST(json_array_length(x) AS BIGINT) ELSE i END + 1),
    CASE WHEN j < 0 THEN j + CAST(json_array_length(x) AS BIGINT) ELSE least(j, CAST(json_array_length(x) AS BIGINT)) END)) END`,
  `array_to_string(x, d) AS CASE WHEN d IS NOT NULL AND x IS NOT NULL THEN array_to_string(list_transform(sf.elements(x), lambda _sf: coalesce(sf.scalar_to_text(_sf), '')), d) END`,
  `array_cat(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN sf.array(list_concat(sf.elements(a), sf.elements(b))) END`,
  `array_append(x, v) AS CASE WHEN x IS NOT NULL THEN sf.array(list_append(sf.elements(x), v)) END`,
  `array_distinct(x) AS CASE WHEN x IS NOT NULL THEN sf.array(list_transform(list_filter(list_transform(sf.elements(x), lambda _sf, _sfi: {'i': _sfi, 'v': _sf}), lambda _sf: list_position(list_transform(sf.elements(x), lambda _sfy: sf.sorted_1(_sfy)), sf.sorted_1(_sf.v)) = _sf.i), lambda _sf: _sf.v)) END`,
  `array_compact(x) AS CASE WHEN x IS NOT NULL THEN sf.array(list_filter(sf.elements(x), lambda _sf: json_type(_sf) <> 'NULL')) END`,
  `as_array(x) AS CASE WHEN x IS NULL OR json_type(x) = 'NULL' THEN NULL WHEN json_type(x) = 'ARRAY' THEN x ELSE sf.array([x]) END`,
  `as_object(x) AS CASE WHEN x IS NULL OR json_type(x) = 'NULL' THEN NULL WHEN json_type(x) = 'OBJECT' THEN x ELSE CAST(CAST(sf.fail('100071 (22000): Failed to cast variant value to OBJECT') AS VARCHAR) AS JSON) END`,
];
