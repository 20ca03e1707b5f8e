const part = (group: number): string =>
  `regexp_extract(x, '^([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*))?([^?#]*)([?]([^#]*))?(#(.*))?$', ${group}, 's')`;

/**
 * PARSE_URL: the parts of a text that has a scheme. https://docs.snowflake.com/en/sql-reference/functions/parse_url
 * A parameter without a value is not in the documentation, and fails.
 */
export const urls: readonly string[] = [
  `url_parameters(q) AS CASE WHEN len(list_filter(string_split(q, '&'), lambda _sfp: NOT contains(_sfp, '='))) > 0
    THEN CAST(CAST(sf.fail('000000 (LOCAL): A URL whose parameter has no value: ' || q) AS VARCHAR) AS JSON)
    ELSE CAST(to_json(map_from_entries(list_transform(string_split(q, '&'), lambda _sfp: {'k': split_part(_sfp, '=', 1), 'v': substr(_sfp, instr(_sfp, '=') + 1)}))) AS JSON) END`,
  `url_parts(x) AS CAST(json_object(
    'fragment', CASE WHEN ${part(7)} <> '' THEN ${part(8)} END,
    'host', CASE WHEN ${part(2)} <> '' THEN regexp_replace(${part(3)}, ':[0-9]*$', '') END,
    'parameters', CASE WHEN ${part(6)} <> '' THEN sf.url_parameters(${part(6)}) END,
    'path', CASE WHEN ${part(2)} <> '' THEN regexp_replace(${part(4)}, '^/', '') ELSE ${part(4)} END,
    'port', nullif(regexp_extract(${part(3)}, ':([0-9]+)$', 1), ''),
    'query', CASE WHEN ${part(5)} <> '' THEN ${part(6)} END,
    'scheme', ${part(1)}) AS JSON)`,
  `parse_url(x) AS CASE WHEN ${part(1)} <> '' THEN sf.url_parts(x) WHEN x IS NOT NULL THEN
    CAST(CAST(sf.fail('100139 (22000): Error parsing URL: scheme not specified') AS VARCHAR) AS JSON) END`,
  `try_parse_url(x) AS CASE WHEN ${part(1)} <> '' THEN sf.url_parts(x) WHEN x IS NOT NULL THEN CAST(json_object('error', 'scheme not specified') AS JSON) END`,
];
