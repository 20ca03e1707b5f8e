/** Functions that cannot be the same on DuckDB, and what to use instead. */
export const refused: Readonly<Record<string, string>> = {
  HASH: 'Its values cannot be matched: use MD5 or SHA2.',
  HASH_AGG: 'Its values cannot be matched: compare counts and sums, or LISTAGG of MD5.',
  RANDOM: 'Its values cannot be matched: number the rows instead.',
  UNIFORM: 'Its values cannot be matched: use a column, or MD5 of one.',
  RANDSTR: 'Its values cannot be matched.',
  UUID_STRING: 'Its values cannot be matched: use MD5 of the key.',
  OBJECT_CONSTRUCT_STAR: 'Name the keys.',
  JAROWINKLER_SIMILARITY: 'Use EDITDISTANCE.',
  APPROX_PERCENTILE: 'Its estimate cannot be matched: use PERCENTILE_CONT.',
  HLL: 'Its estimate cannot be matched beyond small sets: use COUNT(DISTINCT …).',
};
