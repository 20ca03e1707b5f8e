/**
 * FLATTEN as table macros. https://docs.snowflake.com/en/sql-reference/functions/flatten
 * Limits: SEQ is left out, since a macro cannot number the rows of its caller, so naming it fails.
 */
const item = `{'key': NULL::VARCHAR, 'path': '', 'index': NULL::BIGINT, 'value': NULL::JSON}`;

export const flatten: readonly string[] = [
  `field_path(pre, k) AS CASE WHEN regexp_full_match(k, '[A-Za-z_][A-Za-z0-9_$]*') THEN CASE WHEN pre = '' THEN k ELSE pre || '.' || k END ELSE pre || '[''' || k || ''']' END`,
  `items(x, pre, mode) AS CASE
    WHEN json_type(x) = 'ARRAY' AND mode <> 'OBJECT' THEN list_transform(json_extract(x, '$[*]'), lambda _sfe, _sfi: {'key': NULL::VARCHAR, 'path': pre || '[' || CAST(_sfi - 1 AS VARCHAR) || ']', 'index': CAST(_sfi - 1 AS BIGINT), 'value': _sfe})
    WHEN json_type(x) = 'OBJECT' AND mode <> 'ARRAY' THEN list_transform(list_sort(json_keys(x)), lambda _sfk: {'key': _sfk, 'path': sf.field_path(pre, _sfk), 'index': NULL::BIGINT, 'value': json_extract(x, '$."' || _sfk || '"')})
    ELSE list_filter([${item}], lambda _sf: FALSE) END`,
  `flatten(x, pre, mode) AS TABLE SELECT _sfu._sfe."key" AS "KEY", _sfu._sfe.path AS PATH, _sfu._sfe."index" AS INDEX, _sfu._sfe."value" AS VALUE, CAST(x AS JSON) AS THIS
    FROM (SELECT unnest(sf.items(CAST(x AS JSON), pre, mode)) AS _sfe) _sfu`,
  `or_nothing(xs) AS CASE WHEN len(xs) > 0 THEN xs ELSE [NULL] END`,
  `flatten_outer(x, pre, mode) AS TABLE SELECT _sfu._sfe."key" AS "KEY", coalesce(_sfu._sfe.path, pre) AS PATH, _sfu._sfe."index" AS INDEX, _sfu._sfe."value" AS VALUE, CAST(x AS JSON) AS THIS
    FROM (SELECT unnest(list_transform([sf.items(CAST(x AS JSON), pre, mode)], lambda _sfl: CASE WHEN len(_sfl) > 0 THEN _sfl ELSE [NULL] END)[1]) AS _sfe) _sfu`,
  // json_tree walks in document order; PATH is its full key without the `$.`. THIS of a nested element is not kept.
  `flatten_recursive(x, pre, mode) AS TABLE SELECT CASE WHEN _sff._sfarr THEN NULL ELSE _sff."key" END AS "KEY", _sff._sfp AS PATH, CASE WHEN _sff._sfarr THEN CAST(_sff."key" AS BIGINT) END AS INDEX, _sff."value" AS VALUE
    FROM (SELECT _sft."key", CAST(_sft."value" AS JSON) AS "value", pre || CASE WHEN pre = '' THEN regexp_replace(substr(_sft.fullkey, 2), '^\\.', '') ELSE substr(_sft.fullkey, 2) END AS _sfp, _sft.fullkey LIKE '%]' AS _sfarr
      FROM json_tree(CAST(x AS JSON)) _sft WHERE _sft.fullkey <> '$') _sff
    WHERE mode = 'BOTH' OR (mode = 'ARRAY') = _sff._sfarr`,
  // https://docs.snowflake.com/en/sql-reference/functions/split_to_table
  `split_to_table(x, d) AS TABLE SELECT CAST(_sfu._sfi AS BIGINT) AS INDEX, _sfu._sfv AS VALUE
    FROM (SELECT unnest(string_split(x, d)) AS _sfv, unnest(range(1, len(string_split(x, d)) + 1)) AS _sfi) _sfu`,
];
