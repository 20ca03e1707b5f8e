/** OBJECT. https://docs.snowflake.com/en/sql-reference/functions-semistructured: the keys come out sorted. */
const printed = (value: string): string =>
  `CAST('{' || sf.joined(list_transform(entries, lambda _sf: CAST(to_json(_sf.k) AS VARCHAR) || ':' || ${value}), ',') || '}' AS JSON)`;

const KEYED = 'list_filter(entries, lambda _sf: _sf.k IS NOT NULL)';

export const objects: readonly string[] = [
  `entry(key, value) AS {'k': key, 'v': value}`,
  // Of entries that have a key and a value.
  `object_of(entries) AS ${printed('CAST(_sf.v AS VARCHAR)')}`,
  // An SQL null leaves its key out, or is a JSON null where it is kept.
  `object(entries) AS sf.object_of(list_filter(entries, lambda _sf: _sf.k IS NOT NULL AND _sf.v IS NOT NULL))`,
  `object_keep_null(entries) AS sf.object_of(list_transform(${KEYED}, lambda _sf: {'k': _sf.k, 'v': coalesce(_sf.v, CAST('null' AS JSON))}))`,
  `object_keys(x) AS CASE WHEN json_type(x) = 'OBJECT' THEN CAST(to_json(list_sort(json_keys(x))) AS JSON) END`,
  `as_object(x) AS CASE WHEN x IS NULL OR json_type(x) = 'NULL' THEN NULL WHEN json_type(x) = 'OBJECT' THEN x ELSE CAST(CAST(sf.fail('100071 (22000): Failed to cast variant value to OBJECT') AS VARCHAR) AS JSON) END`,
  `with_entry(x, key, value) AS sf.object_of(list_append(list_filter(sf.entries(x), lambda _sfe: _sfe.k <> key), {'k': key, 'v': value}))`,
  // https://docs.snowflake.com/en/sql-reference/functions/object_insert: what a null does to a key that is there is not said.
  `object_insert(x, key, value, renew) AS CASE
    WHEN sf.as_object(x) IS NULL OR renew IS NULL THEN NULL
    WHEN key IS NULL THEN x
    WHEN sf.field(x, key) IS NOT NULL AND NOT renew THEN CAST(CAST(sf.fail('100097 (22000): Duplicate field key ''' || key || '''') AS VARCHAR) AS JSON)
    WHEN value IS NULL THEN CASE WHEN sf.field(x, key) IS NULL THEN x ELSE CAST(CAST(sf.fail('000000 (LOCAL): OBJECT_INSERT of a NULL over a key that is there') AS VARCHAR) AS JSON) END
    ELSE sf.with_entry(x, key, value) END`,
  `object_delete(x, keys) AS CASE WHEN sf.as_object(x) IS NOT NULL THEN sf.object_of(list_filter(sf.entries(x), lambda _sfe: NOT list_contains(keys, _sfe.k))) END`,
  `object_pick(x, keys) AS CASE WHEN sf.as_object(x) IS NOT NULL THEN sf.object_of(list_filter(sf.entries(x), lambda _sfe: list_contains(keys, _sfe.k))) END`,
  `fields_ignoring_case(x, key) AS list_filter(sf.entries(x), lambda _sfe: lower(_sfe.k) = lower(key))`,
  // https://docs.snowflake.com/en/sql-reference/functions/get_ignore_case: which of several is not said.
  `get_ignore_case(x, key) AS CASE WHEN json_type(x) = 'OBJECT' THEN coalesce(sf.field(x, key),
    CASE WHEN len(sf.fields_ignoring_case(x, key)) > 1 THEN CAST(CAST(sf.fail('000000 (LOCAL): GET_IGNORE_CASE of a key that stands in several spellings') AS VARCHAR) AS JSON) ELSE sf.fields_ignoring_case(x, key)[1].v END) END`,
];
