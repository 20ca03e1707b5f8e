/**
 * How alike two texts are. DuckDB's functions count bytes, Snowflake's characters: so each different character of the
 * two is made one byte first, where they are not ASCII alone.
 */
export const similarity: readonly string[] = [
  `ascii_only(a, b) AS strlen(a) = length(a) AND strlen(b) = length(b)`,
  `alphabet(a, b) AS sf.joined(list_distinct(string_split(a || b, '')), '')`,
  `narrow(x, alphabet) AS CASE WHEN length(alphabet) > 126 THEN CAST(sf.fail('000000 (LOCAL): Texts of more than 126 different characters cannot be compared this way') AS VARCHAR)
    ELSE translate(x, alphabet, sf.joined(list_transform(range(1, length(alphabet) + 1), lambda _sfn: chr(CAST(_sfn AS INTEGER))), '')) END`,
  // Both as ASCII, and the beginning that they share; bound once, since each mention of a macro writes it out again.
  `narrowed(a, b) AS CASE WHEN sf.ascii_only(a, b) THEN {'a': a, 'b': b}
    ELSE list_transform([sf.alphabet(a, b)], lambda _sfa: {'a': sf.narrow(a, _sfa), 'b': sf.narrow(b, _sfa)})[1] END`,
  // https://docs.snowflake.com/en/sql-reference/functions/editdistance
  `editdistance(a, b) AS list_transform([sf.narrowed(a, b)], lambda _sfp: levenshtein(_sfp.a, _sfp.b))[1]`,
  `editdistance_within(a, b, n) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND n IS NOT NULL THEN greatest(least(sf.editdistance(a, b), n), 0) END`,
  // The examples show that a common beginning counts in full, not its first four characters alone. What they do not
  // show (beginnings of more than seven characters, or of texts that are little alike) fails.
  // https://docs.snowflake.com/en/sql-reference/functions/jarowinkler_similarity
  `beginning(a, b) AS len(list_filter(range(1, 9), lambda _sfn: _sfn <= least(length(a), length(b)) AND left(a, _sfn) = left(b, _sfn)))`,
  `winkler(j, beginning) AS CASE WHEN j < 1 AND (beginning > 7 OR (beginning > 0 AND j <= 0.7))
    THEN CAST(sf.fail('000000 (LOCAL): JAROWINKLER_SIMILARITY() of these texts is not known for certain: use EDITDISTANCE()') AS BIGINT)
    ELSE CAST(floor(100 * (j + 0.1 * beginning * (1 - j)) + 1e-9) AS BIGINT) END`,
  `winkler_of(p) AS list_transform([{'j': jaro_similarity(p.a, p.b), 'n': sf.beginning(p.a, p.b)}], lambda _sfw: sf.winkler(_sfw.j, _sfw.n))[1]`,
  `jarowinkler(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a = '' OR b = '' THEN 0 WHEN lower(a) = lower(b) THEN 100
    ELSE list_transform([sf.narrowed(lower(a), lower(b))], lambda _sfp: sf.winkler_of(_sfp))[1] END`,
  // https://www.archives.gov/research/census/soundex. H and W do not part letters of one code, vowels do.
  `soundex_runs(x) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(x, '11+', '1', 'g'), '22+', '2', 'g'), '33+', '3', 'g'), '44+', '4', 'g'), '55+', '5', 'g'), '66+', '6', 'g')`,
  `soundex_codes(x) AS rpad(left(replace(substr(sf.soundex_runs(translate(x[1] || regexp_replace(x[2:], '[HW]', '', 'g'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202')), 2), '0', ''), 3), 3, '0')`,
  `soundex(x) AS CASE WHEN regexp_full_match(x, '(?s)[A-Z][\x01-\x7f]*') THEN x[1] || sf.soundex_codes(regexp_replace(upper(x), '[^A-Z]', '', 'g'))
    WHEN x IS NOT NULL THEN CAST(sf.fail('000000 (LOCAL): SOUNDEX() of a text that does not begin with a capital letter, or is not ASCII') AS VARCHAR) END`,
];
