/**
 * https://docs.snowflake.com/en/sql-reference/functions/parse_json takes more than JSON: names without quotes, single
 * quotes, TRUE and NULL in capitals, and array elements that are missing (`[1, ,2]`, `[1,]`), which are `undefined`.
 * DuckDB's parser reads neither, but commas at the end and NaN instead: what strict JSON is not is brought into shape
 * token by token. A key that stands twice is an error, or with 'd' the last one counts.
 * Limit: a key that stands twice inside a nested object is not found.
 */
const LAX = String.raw`,\s*[\]}]|(^|[:\[,])\s*-?[nNiI][aAnN][nNfF]`;
const TOKENS = String.raw`"(?:[^"\\]|\\.)*"|''(?:[^''\\]|\\.)*''|[{}\[\],:]|[A-Za-z_$][\w$]*|[^\s"''{}\[\],:]+|\S`;

export const jsonText: readonly string[] = [
  `relaxed_token(t, before, following) AS CASE
    WHEN t = ',' AND before IN ('[', ',') THEN 'NaN,'
    WHEN t = ',' AND following = '}' THEN ''
    WHEN t = ']' AND before = ',' THEN 'NaN]'
    WHEN regexp_full_match(t, '[A-Za-z_$][A-Za-z0-9_$]*') THEN CASE WHEN following = ':' THEN '"' || t || '"' WHEN lower(t) IN ('true', 'false', 'null') THEN lower(t) ELSE '?' END
    WHEN starts_with(t, '''') THEN '"' || replace(replace(substr(t, 2, length(t) - 2), '\\''', ''''), '"', '\\"') || '"'
    ELSE t END`,
  `relaxed(t) AS list_transform([regexp_extract_all(t, '${TOKENS}')], lambda _sfl: sf.joined(list_transform(_sfl, lambda _sft, _sfi: sf.relaxed_token(_sft, coalesce(CASE WHEN _sfi > 1 THEN _sfl[_sfi - 1] END, ''), coalesce(_sfl[_sfi + 1], ''))), ''))[1]`,
  `blank(t) AS trim(t, ' ' || chr(9) || chr(10) || chr(13)) = ''`,
  `read_json(t) AS CASE WHEN sf.blank(t) THEN NULL WHEN json_valid(t) AND NOT regexp_matches(t, '${LAX}') THEN CAST(t AS JSON) ELSE TRY_CAST(sf.relaxed(t) AS JSON) END`,
  `has_twins(x) AS json_type(x) = 'OBJECT' AND len(json_keys(x)) <> len(list_distinct(json_keys(x)))`,
  `unreadable_json(t) AS CAST(CAST(sf.fail('100069 (22P02): Error parsing JSON: ' || left(t, 100)) AS VARCHAR) AS JSON)`,
  `without_twins(x) AS list_transform([x], lambda _sfx: CASE WHEN NOT sf.has_twins(_sfx) THEN _sfx END)[1]`,
  `try_parse_json(t) AS sf.without_twins(sf.read_json(t))`,
  `parse_json(t) AS coalesce(sf.without_twins(sf.read_json(t)), CASE WHEN NOT sf.blank(t) THEN sf.unreadable_json(t) END)`,
  `last_twins(x) AS list_transform([x], lambda _sfx: CASE WHEN sf.has_twins(_sfx) THEN
    sf.object_of(list_transform([map_entries(CAST(_sfx AS MAP(VARCHAR, JSON)))], lambda _sfm: list_transform(list_filter(_sfm, lambda _sfe, _sfi: NOT list_contains(list_transform(_sfm[_sfi + 1:], lambda _sfk: _sfk."key"), _sfe."key")), lambda _sfe: {'k': _sfe."key", 'v': coalesce(_sfe."value", CAST('null' AS JSON))}))[1])
    ELSE _sfx END)[1]`,
  `try_parse_json_last(t) AS sf.last_twins(sf.read_json(t))`,
  `parse_json_last(t) AS coalesce(sf.last_twins(sf.read_json(t)), CASE WHEN NOT sf.blank(t) THEN sf.unreadable_json(t) END)`,
];
