/**
 * VARIANT, OBJECT and ARRAY are DuckDB JSON. A JSON null is a value (`IS NULL` is false), arrays count from 0, an
 * object's keys come out sorted. https://docs.snowflake.com/en/sql-reference/data-types-semistructured
 *
 * An SQL null inside an array is Snowflake's `undefined`, which JSON lacks: it is kept as NaN, which DuckDB reads as
 * JSON and Snowflake's VARIANT has no other use for. It is SQL NULL as soon as it is taken out.
 */
export const UNDEFINED = `CAST('NaN' AS JSON)`;

/** DuckDB's macros cannot call themselves: one macro a level of nesting. Deeper values fail instead of differing. */
const DEPTH = 6;

/** Each level mentions the next one once: twice would make 2^DEPTH of it. */
const sorted = (level: number): string => {
  const inner = level === DEPTH ? 'sf.innermost(_sfc.v)' : `sf.sorted_${level + 1}(_sfc.v)`;
  return `sorted_${level}(x) AS CASE WHEN json_type(x) IN ('OBJECT', 'ARRAY') THEN
    (CASE json_type(x) WHEN 'OBJECT' THEN '{' ELSE '[' END) ||
    sf.joined(list_transform(sf.children(x), lambda _sfc: coalesce(CAST(to_json(_sfc.k) AS VARCHAR) || ':', '') || ${inner}), ',') ||
    (CASE json_type(x) WHEN 'OBJECT' THEN '}' ELSE ']' END)
    ELSE sf.json_scalar(x) END`;
};

export const semistructured: readonly string[] = [
  // Bound only where the operand is a VARIANT: Snowflake has no path into a text.
  `variant(x) AS CASE WHEN typeof(x) IN ('JSON', '"NULL"') THEN CAST(x AS JSON)
    ELSE CAST(CAST(sf.fail('001044 (42P13): Invalid argument types for function ''GET'': ' || typeof(x)) AS VARCHAR) AS JSON) END`,
  `defined(x) AS nullif(x, ${UNDEFINED})`,
  `field(x, k) AS json_extract(x, '$."' || replace(replace(k, '\\', '\\\\'), '"', '\\"') || '"')`,
  `element(x, key) AS sf.defined(CASE typeof(key) WHEN 'VARCHAR' THEN sf.field(x, CAST(key AS VARCHAR))
    ELSE CASE WHEN TRY_CAST(key AS BIGINT) >= 0 THEN json_extract(x, '$[' || CAST(TRY_CAST(key AS BIGINT) AS VARCHAR) || ']') END END)`,
  // 1.50 is 1.5, 1.0 is 1, 1e2 is 100; a number with an exponent has the digits of a double.
  `json_scalar(x) AS CASE json_type(x) WHEN 'DOUBLE' THEN sf.json_number(CAST(x AS VARCHAR)) ELSE CAST(x AS VARCHAR) END`,
  `json_number(t) AS CASE WHEN t = 'NaN' THEN 'undefined' WHEN contains(lower(t), 'e') THEN sf.float_to_text(CAST(t AS DOUBLE)) ELSE rtrim(rtrim(t, '0'), '.') END`,
  // A map is read in one go, where json_keys would be followed by one path a key.
  `entries(x) AS list_transform(list_sort(map_entries(TRY_CAST(x AS MAP(VARCHAR, JSON)))), lambda _sfe: {'k': _sfe."key", 'v': coalesce(_sfe."value", CAST('null' AS JSON))})`,
  `children(x) AS CASE json_type(x) WHEN 'OBJECT' THEN sf.entries(x)
    ELSE list_transform(CAST(json_extract(x, '$[*]') AS JSON[]), lambda _sfe: {'k': NULL::VARCHAR, 'v': _sfe}) END`,
  `innermost(x) AS CASE WHEN json_type(x) IN ('OBJECT', 'ARRAY') THEN CAST(sf.fail('000000 (LOCAL): A VARIANT nested too deep to become text') AS VARCHAR) ELSE sf.json_scalar(x) END`,
  ...Array.from({ length: DEPTH }, (_unused, index) => sorted(DEPTH - index)),
  // A text without its quotes; null for a JSON null. Binding a level of nesting takes a millisecond and doubles with
  // each, so a cast to text goes two levels deep, TO_JSON all of them, and an implicit conversion none.
  `scalar_to_text(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN x ->> '$' WHEN 'NULL' THEN NULL
    WHEN 'OBJECT' THEN CAST(sf.fail('000000 (LOCAL): An OBJECT as text: use TO_JSON') AS VARCHAR)
    WHEN 'ARRAY' THEN CAST(sf.fail('000000 (LOCAL): An ARRAY as text: use TO_JSON') AS VARCHAR)
    ELSE sf.json_scalar(x) END`,
  `variant_to_text(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN x ->> '$' WHEN 'NULL' THEN NULL ELSE sf.sorted_${DEPTH - 1}(x) END`,
  // A VARIANT to group by: equal values have one text. Mostly a scalar, so one level of nesting has to do.
  `variant_key(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN json_extract(x, '$') ELSE CAST(sf.sorted_${DEPTH}(x) AS JSON) END`,
  // The same of rows that are told apart as a whole, with one level more.
  `variant_row(x) AS CAST(sf.sorted_${DEPTH - 1}(x) AS JSON)`,
  // A VARIANT to order by.
  `order_null(x) AS json_type(x) = 'NULL'`,
  `order_number(x) AS CASE WHEN json_type(x) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE') THEN CAST(x ->> '$' AS DOUBLE) END`,
  `order_text(x) AS CASE WHEN json_type(x) IN ('OBJECT', 'ARRAY') THEN CAST(sf.fail('000000 (LOCAL): The order of an OBJECT or an ARRAY: use TO_JSON') AS VARCHAR) WHEN json_type(x) IN ('VARCHAR', 'BOOLEAN') THEN x ->> '$' END`,
  // A float keeps its exponent, which tells it from a NUMBER; a timestamp is its text; a JSON stays what it is.
  `float_to_variant(x) AS CASE WHEN isfinite(x) THEN CAST(CASE WHEN contains(CAST(x AS VARCHAR), 'e') THEN CAST(x AS VARCHAR) ELSE CAST(x AS VARCHAR) || 'e0' END AS JSON)
    WHEN x IS NOT NULL THEN CAST(CAST(sf.fail('000000 (LOCAL): A FLOAT that is not finite inside a VARIANT') AS VARCHAR) AS JSON) END`,
  `to_variant(x) AS CASE typeof(x)
    WHEN 'JSON' THEN CAST(x AS JSON)
    WHEN 'DOUBLE' THEN sf.float_to_variant(TRY_CAST(x AS DOUBLE))
    WHEN 'TIMESTAMP' THEN to_json(sf.timestamp_to_text(TRY_CAST(x AS TIMESTAMP)))
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN to_json(sf.timestamptz_to_text(TRY_CAST(x AS TIMESTAMPTZ)))
    ELSE CASE WHEN starts_with(typeof(x), 'DECIMAL') THEN CAST(CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.') ELSE CAST(x AS VARCHAR) END AS JSON) ELSE CASE WHEN x IS NOT NULL THEN to_json(x) END END END`,
  `is_plain(x) AS typeof(x) IN ('VARCHAR', 'INTEGER', 'BIGINT', 'BOOLEAN', 'DATE', 'JSON')`,
  // https://docs.snowflake.com/en/sql-reference/functions/typeof
  `typeof(x) AS CASE json_type(x) WHEN 'NULL' THEN 'NULL_VALUE' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER'
    WHEN 'DOUBLE' THEN CASE WHEN CAST(x AS VARCHAR) = 'NaN' THEN NULL WHEN contains(lower(CAST(x AS VARCHAR)), 'e') THEN 'DOUBLE' WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9]+(\\.0+)?') THEN 'INTEGER' ELSE 'DECIMAL' END
    ELSE json_type(x) END`,
  // https://docs.snowflake.com/en/sql-reference/functions/as: the value where it is of the type, else null.
  `as_number(x) AS CASE WHEN sf.typeof(x) IN ('INTEGER', 'DECIMAL') THEN x ->> '$' END`,
  `as_integer(x) AS CASE WHEN sf.typeof(x) = 'INTEGER' THEN x ->> '$' END`,
  `as_double(x) AS CASE WHEN sf.typeof(x) IN ('INTEGER', 'DECIMAL', 'DOUBLE') THEN CAST(x ->> '$' AS DOUBLE) END`,
  `as_boolean(x) AS CASE WHEN json_type(x) = 'BOOLEAN' THEN CAST(x ->> '$' AS BOOLEAN) END`,
  `as_text(x) AS CASE WHEN json_type(x) = 'VARCHAR' THEN x ->> '$' END`,
  `of_type(x, type) AS CASE WHEN json_type(x) = type THEN x END`,
];
