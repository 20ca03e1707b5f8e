/** Whole numbers in dates and times, and the numbers inside a VARIANT. */
const failing = (message: string, type: string): string =>
  `CAST(CAST(sf.fail(${message}) AS VARCHAR) AS ${type})`;

/**
 * A number in a VARIANT that is too large to be seconds: the documentation calls it both seconds, as every number, and
 * a unit by its size. https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
 */
const ambiguous = (type: string): string =>
  failing(
    `'000000 (LOCAL): The number ' || t || ' in a VARIANT as a timestamp: cast it to VARCHAR or NUMBER first'`,
    type,
  );

/** A text with a dash inside is no number, which is what nearly all of them are. */
const jsonMoment = (name: string, fromText: string, number: string): string =>
  `${name}(t, kind) AS CASE WHEN instr(t, '-') > 1 OR NOT regexp_full_match(t, '-?[0-9]+') OR kind = 'VARCHAR' THEN sf.${fromText}(t) ELSE ${number} END`;

const secondsAlone = (type: string): string =>
  `CASE WHEN abs(TRY_CAST(t AS HUGEINT)) < 31536000000 THEN CAST(make_timestamp(TRY_CAST(t AS BIGINT) * 1000000) AS ${type}) WHEN t IS NOT NULL THEN ${ambiguous(type)} END`;

/** https://docs.snowflake.com/en/sql-reference/functions/to_date: a number in a VARIANT is none. */
const noNumber = (type: string): string =>
  `CASE WHEN t IS NOT NULL THEN ${failing(`'100071 (22000): Failed to cast variant value ' || t || ' to ${type}'`, type)} END`;

export const dateNumbers: readonly string[] = [
  `microsecond_of_day(x) AS epoch_us(CAST(CAST(x AS TIMESTAMP) AS TIME))`,
  // The multiple of n at or below v: // and % of DuckDB go towards zero.
  `floored(v, n) AS v - ((v % n) + n) % n`,
  `whole_quotient(v, n) AS CASE WHEN v % n = 0 THEN v // n WHEN v IS NOT NULL THEN ${failing(
    `'000000 (LOCAL): ' || v || ' has nanoseconds: the local engine keeps microseconds'`,
    'BIGINT',
  )} END`,
  jsonMoment('json_text_to_timestamp', 'text_to_timestamp', secondsAlone('TIMESTAMP')),
  jsonMoment('json_text_to_timestamptz', 'text_to_timestamptz', secondsAlone('TIMESTAMPTZ')),
  jsonMoment('json_text_to_date', 'text_to_date', noNumber('DATE')),
  jsonMoment('json_text_to_time', 'text_to_time', noNumber('TIME')),
  `json_to_timestamp(j) AS sf.json_text_to_timestamp(j ->> '$', json_type(j))`,
  `json_to_timestamptz(j) AS sf.json_text_to_timestamptz(j ->> '$', json_type(j))`,
  `json_to_date(j) AS sf.json_text_to_date(j ->> '$', json_type(j))`,
  `json_to_time(j) AS sf.json_text_to_time(j ->> '$', json_type(j))`,
];
