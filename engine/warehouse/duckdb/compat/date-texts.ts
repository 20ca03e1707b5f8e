/**
 * Texts as dates, times and timestamps.
 * https://docs.snowflake.com/en/sql-reference/date-time-input-output#supported-formats-for-auto-detection
 *
 * The AUTO formats are ISO, DD-MON-YYYY, MM/DD/YYYY, the RFC ones and whole numbers, which are seconds, milliseconds,
 * microseconds or nanoseconds since 1970 by their size. DuckDB's own cast also takes 'epoch', 'infinity', YYYY/MM/DD
 * and years before Christ, so the shape is checked first. Months in full (03-April-2024) are read too. The name of a
 * day is not compared with the date.
 *
 * What Snowflake may read and this does not fails, TRY_ or not, and never gives a null: nanoseconds (a TIMESTAMP of
 * DuckDB has microseconds), years of fewer than four digits, blanks too many, a T or Z in lower case.
 */
const DATE = `[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}`;
const HOUR = `(?:[01]?[0-9]|2[0-3])`;
/** Zeros after the microseconds are no nanoseconds. */
const FRACTION = `(?:\\.(?:[0-9]{0,6}|[0-9]{6}0{1,3}))?`;
const CLOCK = `${HOUR}:[0-9]{1,2}(?::[0-9]{1,2}${FRACTION})?`;
const ZONE = ` ?(?:Z|[+-][0-9]{1,2}(?::?[0-9]{2})?)`;
const HALF_DAY_CLOCK = `[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}${FRACTION})? [AaPp][Mm]`;

const failing = (message: string, type: string): string =>
  `CAST(CAST(sf.fail(${message}) AS VARCHAR) AS ${type})`;

/** A text that only Snowflake reads. */
const local = (what: string): string => `'000000 (LOCAL): ''' || x || ''' as a date or time: ${what}'`;

const NO_NANOSECONDS = `'000000 (LOCAL): ' || n || ' has nanoseconds: the local engine keeps microseconds'`;

const notRecognized = (kind: string, state: string): string =>
  `'${state}: ${kind} ''' || x || ''' is not recognized'`;

const orFail = (attempt: string, kind: string, state: string, type: string): string =>
  `coalesce(${attempt}, CASE WHEN x IS NOT NULL THEN ${failing(notRecognized(kind, state), type)} END)`;

export const dateTexts: readonly string[] = [
  // Null for what is no moment in Snowflake either.
  `unread_moment(x) AS CASE
    WHEN regexp_full_match(x, '.*[0-9]{2}\\.[0-9]{7,9}([^0-9].*)?') THEN ${failing(local('the local engine keeps microseconds, no nanoseconds'), 'TIMESTAMP')}
    WHEN regexp_full_match(x, '[0-9]{1,3}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{1,3}( .*)?|[0-9]{1,2}-[A-Za-z]{3,9}-[0-9]{1,3}') THEN ${failing(local('its year has fewer than four digits'), 'TIMESTAMP')}
    WHEN trim(x) NOT IN ('', x) OR regexp_full_match(x, '[0-9/-]{8,10} {2,}[0-9].*') THEN ${failing(local('it has blanks too many'), 'TIMESTAMP')}
    WHEN regexp_full_match(x, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(t[0-9:.]+|[tT ][0-9:.]+z)') THEN ${failing(local('its T or Z is in lower case'), 'TIMESTAMP')} END`,
  // https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
  `whole_nanoseconds(n) AS CASE WHEN n % 1000 = 0 THEN make_timestamp(CAST(n // 1000 AS BIGINT)) WHEN n IS NOT NULL THEN ${failing(NO_NANOSECONDS, 'TIMESTAMP')} END`,
  `epoch_text(n) AS CASE
    WHEN abs(n) < 31536000000 THEN make_timestamp(n * 1000000)
    WHEN abs(n) < 31536000000000 THEN make_timestamp(n * 1000)
    WHEN abs(n) < 31536000000000000 THEN make_timestamp(n)
    ELSE sf.whole_nanoseconds(n) END`,
  `without_offset(x) AS regexp_replace(x, ' [+-][0-9]{4}( |$)', '\\1')`,
  `try_other_timestamp(x) AS CASE
    WHEN regexp_full_match(x, '-?[0-9]{1,19}') THEN sf.epoch_text(TRY_CAST(x AS BIGINT))
    WHEN regexp_full_match(x, '${DATE}[T ]${HOUR}') THEN TRY_CAST(x || ':00' AS TIMESTAMP)
    WHEN regexp_full_match(x, '[0-9]{1,2}-[A-Za-z]{3,9}-[0-9]{4}') THEN coalesce(try_strptime(x, '%d-%b-%Y'), try_strptime(x, '%d-%B-%Y'))
    WHEN regexp_full_match(x, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}') THEN try_strptime(x, '%m/%d/%Y')
    WHEN regexp_full_match(x, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} ${HOUR}:[0-9]{1,2}:[0-9]{1,2}') THEN try_strptime(x, '%m/%d/%Y %H:%M:%S')
    WHEN regexp_full_match(x, '[A-Za-z]{3}, [0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9:]+(\\.[0-9]{1,6})?( [AaPp][Mm])?( [+-][0-9]{4})?')
      THEN try_strptime(sf.without_offset(x), ['%a, %d %b %Y %H:%M:%S', '%a, %d %b %Y %H:%M:%S.%f', '%a, %d %b %Y %I:%M:%S %p', '%a, %d %b %Y %I:%M:%S.%f %p'])
    WHEN regexp_full_match(x, '[A-Za-z]{3} [A-Za-z]{3} [0-9]{1,2} [0-9:]+ [+-][0-9]{4} [0-9]{4}') THEN try_strptime(sf.without_offset(x), '%a %b %d %H:%M:%S %Y')
    ELSE sf.unread_moment(x) END`,
  // The offset is dropped: a TIMESTAMP_NTZ is the wall clock of the text.
  `try_timestamp(x) AS CASE
    WHEN regexp_full_match(x, '${DATE}(?:[T ]${CLOCK})?') THEN TRY_CAST(x AS TIMESTAMP)
    WHEN regexp_full_match(x, '${DATE}[T ]${CLOCK}${ZONE}') THEN TRY_CAST(regexp_replace(x, '${ZONE}$', '') AS TIMESTAMP)
    ELSE sf.try_other_timestamp(x) END`,
  `offset_minutes(z) AS CASE WHEN z.s = '-' THEN -1 ELSE 1 END * (coalesce(TRY_CAST(z.h AS INTEGER), 0) * 60 + coalesce(TRY_CAST(z.m AS INTEGER), 0))`,
  `without_zone(x, wall) AS timezone('UTC', wall - to_minutes(sf.offset_minutes(regexp_extract(x, '([+-])([0-9]{1,2}):?([0-9]{2})?$', ['s', 'h', 'm']))))`,
  `try_timestamptz(x) AS CASE
    WHEN regexp_full_match(x, '${DATE}[T ]${CLOCK}${ZONE}') THEN sf.without_zone(x, TRY_CAST(regexp_replace(x, '${ZONE}$', '') AS TIMESTAMP))
    WHEN regexp_full_match(x, '[A-Za-z]{3},? .* [+-][0-9]{4}( [0-9]{4})?') THEN try_strptime(x, ['%a, %d %b %Y %H:%M:%S %z', '%a, %d %b %Y %H:%M:%S.%f %z', '%a, %d %b %Y %I:%M:%S %p %z', '%a, %d %b %Y %I:%M:%S.%f %p %z', '%a %b %d %H:%M:%S %z %Y'])
    ELSE CAST(sf.try_timestamp(x) AS TIMESTAMPTZ) END`,
  `try_date(x) AS CASE
    WHEN regexp_full_match(x, '${DATE}') THEN TRY_CAST(x AS DATE)
    ELSE CAST(sf.try_timestamp(x) AS DATE) END`,
  // A whole number is the second of its day: https://docs.snowflake.com/en/sql-reference/functions/to_time
  `try_time(x) AS CASE
    WHEN regexp_full_match(x, '${CLOCK}') THEN TRY_CAST(CASE WHEN regexp_full_match(x, '[0-9]+:[0-9]+') THEN x || ':00' ELSE x END AS TIME)
    WHEN regexp_full_match(x, '${HALF_DAY_CLOCK}') THEN CAST(try_strptime(x, ['%I:%M %p', '%I:%M:%S %p', '%I:%M:%S.%f %p']) AS TIME)
    WHEN regexp_full_match(x, '${CLOCK}${ZONE}') THEN TRY_CAST(regexp_replace(x, '${ZONE}$', '') AS TIME)
    WHEN regexp_full_match(x, '-?[0-9]{1,19}') THEN CAST(date_trunc('second', sf.epoch_text(TRY_CAST(x AS BIGINT))) AS TIME)
    WHEN regexp_full_match(x, '${DATE}.*') THEN ${failing(local('a TIME of a text with a date, cast it to TIMESTAMP_NTZ first'), 'TIME')}
    ELSE CAST(sf.unread_moment(x) AS TIME) END`,
  `text_to_timestamp(x) AS ${orFail('sf.try_timestamp(x)', 'Timestamp', '100035 (22007)', 'TIMESTAMP')}`,
  `text_to_timestamptz(x) AS ${orFail('sf.try_timestamptz(x)', 'Timestamp', '100035 (22007)', 'TIMESTAMPTZ')}`,
  `text_to_date(x) AS ${orFail('sf.try_date(x)', 'Date', '100040 (22007)', 'DATE')}`,
  `text_to_time(x) AS ${orFail('sf.try_time(x)', 'Time', '100108 (22007)', 'TIME')}`,
  // In a format: `shape` is what its elements read, `loose` what only Snowflake reads (translate/functions/date-formats).
  `read_moment(x, plain, formats, shape, loose) AS CASE
    WHEN regexp_full_match(x, shape) THEN try_strptime(plain, formats)
    WHEN regexp_full_match(x, loose) THEN ${failing(local('it differs from the format in blanks, in its number of digits or in its offset'), 'TIMESTAMP')} END`,
  `try_parse_moment(x, formats, shape, loose) AS sf.read_moment(x, x, formats, shape, loose)`,
  `try_parse_cut_moment(x, formats, shape, loose, kept) AS sf.read_moment(x, regexp_replace(x, '^' || shape || '$', kept), formats, shape, loose)`,
  // Years of two digits are 1970 to 2069 (TWO_DIGIT_CENTURY_START), those of DuckDB 1969 to 2068.
  `in_century(moment) AS CASE WHEN year(moment) = 1969 THEN moment + to_years(100) ELSE moment END`,
  `parsed(x, moment) AS coalesce(moment, CASE WHEN x IS NOT NULL THEN cast_to_type(CAST(sf.fail('100096 (22007): Can''t parse ''' || x || ''' as date or time with the format given') AS VARCHAR), moment) END)`,
];
