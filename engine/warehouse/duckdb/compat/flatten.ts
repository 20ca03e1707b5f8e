import { UNDEFINED } from './semistructured';

/**
 * Table functions as table macros. SEQ numbers the rows of the input: the caller says how, since a macro cannot.
 * https://docs.snowflake.com/en/sql-reference/functions/flatten
 * Limits: an SQL null among an array's elements fails, because the documentation has it both as a row and as none; of a
 * recursive one every key has to be a plain name.
 */
const item = `{'key': NULL::VARCHAR, 'path': '', 'index': NULL::BIGINT, 'value': NULL::JSON}`;
const NULL_ELEMENT = `CAST(CAST(sf.fail('000000 (LOCAL): FLATTEN of an array that holds an SQL NULL: use ARRAY_COMPACT or ARRAY_CONSTRUCT_COMPACT') AS VARCHAR) AS JSON)`;
const COLUMNS = `CAST(seq AS BIGINT) AS SEQ, _sfu._sfo."key" AS "KEY", coalesce(_sfu._sfo.path, pre) AS PATH, _sfu._sfo."index" AS INDEX, _sfu._sfo."value" AS VALUE, CAST(x AS JSON) AS THIS`;

// The element is `_sfo` and not `_sfe`, the lambda's parameter: in a database that is opened again macros are read back
// from their text, and DuckDB then takes the one for the other.
// The argument is written out a mention, so it is bound first, as the one element of a list.
export const flatten: readonly string[] = [
  `field_path(pre, k) AS CASE WHEN regexp_full_match(k, '[A-Za-z_][A-Za-z0-9_$]*') THEN CASE WHEN pre = '' THEN k ELSE pre || '.' || k END ELSE pre || '[''' || k || ''']' END`,
  `items(x, pre, mode) AS CASE
    WHEN json_type(x) = 'ARRAY' AND mode <> 'OBJECT' THEN list_transform(CAST(json_extract(x, '$[*]') AS JSON[]), lambda _sfe, _sfi: {'key': NULL::VARCHAR, 'path': pre || '[' || CAST(_sfi - 1 AS VARCHAR) || ']', 'index': CAST(_sfi - 1 AS BIGINT), 'value': CASE WHEN _sfe = ${UNDEFINED} THEN ${NULL_ELEMENT} ELSE _sfe END})
    WHEN json_type(x) = 'OBJECT' AND mode <> 'ARRAY' THEN list_transform(sf.entries(x), lambda _sfk: {'key': _sfk.k, 'path': sf.field_path(pre, _sfk.k), 'index': NULL::BIGINT, 'value': _sfk.v})
    ELSE list_filter([${item}], lambda _sf: FALSE) END`,
  `flatten(x, pre, mode, seq) AS TABLE SELECT ${COLUMNS}
    FROM (SELECT unnest(list_transform([CAST(x AS JSON)], lambda _sfj: sf.items(_sfj, pre, mode))[1]) AS _sfo) _sfu`,
  `flatten_outer(x, pre, mode, seq) AS TABLE SELECT ${COLUMNS}
    FROM (SELECT unnest(list_transform(list_transform([CAST(x AS JSON)], lambda _sfj: sf.items(_sfj, pre, mode)), lambda _sfl: CASE WHEN len(_sfl) > 0 THEN _sfl ELSE [NULL] END)[1]) AS _sfo) _sfu`,
  // json_tree names every place by its path, which is only legible where the keys are plain names.
  `plain_place(place) AS CASE WHEN regexp_full_match(place, '\\$(\\.[A-Za-z_][A-Za-z0-9_$]*|\\[[0-9]+\\])*') THEN place ELSE CAST(sf.fail('000000 (LOCAL): A recursive FLATTEN over the key in ' || place) AS VARCHAR) END`,
  `place_path(place, pre) AS pre || CASE WHEN pre = '' THEN regexp_replace(substr(place, 2), '^\\.', '') ELSE substr(place, 2) END`,
  // A mode expands objects alone or arrays alone, so nothing below the other kind is reached.
  `flatten_recursive(x, pre, mode, seq) AS TABLE SELECT CAST(seq AS BIGINT) AS SEQ, CASE WHEN _sft.fullkey NOT LIKE '%]' THEN _sft."key" END AS "KEY", sf.place_path(sf.plain_place(_sft.fullkey), pre) AS PATH,
      CASE WHEN _sft.fullkey LIKE '%]' THEN CAST(_sft."key" AS BIGINT) END AS INDEX, CASE WHEN CAST(_sft."value" AS VARCHAR) = 'NaN' THEN ${NULL_ELEMENT} ELSE CAST(_sft."value" AS JSON) END AS VALUE, json_extract(CAST(x AS JSON), sf.plain_place(_sft.path)) AS THIS
    FROM json_tree(CAST(x AS JSON)) _sft
    WHERE _sft.fullkey <> '$' AND CASE mode WHEN 'OBJECT' THEN NOT contains(sf.plain_place(_sft.fullkey), '[') WHEN 'ARRAY' THEN NOT contains(sf.plain_place(_sft.fullkey), '.') ELSE TRUE END`,
  `flatten_recursive_outer(x, pre, mode, seq) AS TABLE SELECT * FROM sf.flatten_recursive(x, pre, mode, seq)
    UNION ALL SELECT CAST(seq AS BIGINT), NULL::VARCHAR, pre, NULL::BIGINT, NULL::JSON, CAST(x AS JSON) WHERE coalesce(len(sf.items(CAST(x AS JSON), pre, mode)), 0) = 0`,
  // https://docs.snowflake.com/en/sql-reference/functions/split_to_table: an empty text is one row, NULL is none.
  `numbered(xs, seq) AS TABLE SELECT CAST(seq AS BIGINT) AS SEQ, CAST(_sfu._sfi AS BIGINT) AS INDEX, _sfu._sfv AS VALUE
    FROM (SELECT unnest(CAST(xs AS VARCHAR[])) AS _sfv, unnest(range(1, len(CAST(xs AS VARCHAR[])) + 1)) AS _sfi) _sfu`,
  `split_list(x, d) AS CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN [x] ELSE string_split(x, d) END`,
  `token_list(x, d) AS CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN list_filter([x], lambda _sfx: _sfx <> '') ELSE sf.tokens(x, d) END`,
];
