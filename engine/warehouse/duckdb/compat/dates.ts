/**
 * Dates and times. https://docs.snowflake.com/en/user-guide/date-time-input-output#label-date-time-input-output-auto
 *
 * Texts are read as the AUTO formats: ISO, DD-MON-YYYY, MM/DD/YYYY with an optional time, and whole numbers as seconds,
 * milliseconds, microseconds or nanoseconds since 1970 by their size. DuckDB's own cast also takes 'epoch', 'infinity',
 * YYYY/MM/DD and years before Christ, so the shape is checked first. Months in full (03-April-2024) are read too.
 * Limits: microseconds, not nanoseconds; an RFC format with an offset is no TIMESTAMP_LTZ (it fails).
 */
const ISO_DATE = `[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}`;
const HOUR = `(?:[01]?[0-9]|2[0-3])`;
const CLOCK = `${HOUR}(:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]*)?)?)?`;
const ZONE = ` ?(Z|[+-][0-9]{1,2}(:?[0-9]{2})?)`;

/** Thresholds of the documentation: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp */
const epoch = (n: string): string => `CASE
    WHEN abs(${n}) < 31536000000 THEN make_timestamp(${n} * 1000000)
    WHEN abs(${n}) < 31536000000000 THEN make_timestamp(${n} * 1000)
    WHEN abs(${n}) < 31536000000000000 THEN make_timestamp(${n})
    ELSE make_timestamp(${n} // 1000) END`;

const notRecognized = (kind: string, state: string): string =>
  `sf.fail('${state}: ${kind} ''' || x || ''' is not recognized')`;

export const dates: readonly string[] = [
  `epoch_text(x) AS ${epoch('CAST(x AS BIGINT)')}`,
  `clock_text(x) AS CASE WHEN regexp_full_match(x, '[0-9]{1,2}') THEN x || ':00' ELSE x END`,
  `without_offset(x) AS regexp_replace(x, ' [+-][0-9]{4}( |$)', '\\1')`,
  `try_other_timestamp(x) AS CASE
    WHEN regexp_full_match(x, '-?[0-9]{1,18}') THEN sf.epoch_text(CASE WHEN regexp_full_match(x, '-?[0-9]{1,18}') THEN x END)
    WHEN regexp_full_match(x, '${ISO_DATE}[T ][0-9]{1,2}(${ZONE})?') THEN TRY_CAST(regexp_replace(x, '^(.{8,10}[T ][0-9]{1,2}).*$', '\\1') || ':00' AS TIMESTAMP)
    WHEN regexp_full_match(x, '[0-9]{1,2}-[A-Za-z]{3,9}-[0-9]{4}') THEN coalesce(try_strptime(x, '%d-%b-%Y'), try_strptime(x, '%d-%B-%Y'))
    WHEN regexp_full_match(x, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}') THEN try_strptime(x, '%m/%d/%Y')
    WHEN regexp_full_match(x, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}:[0-9]{2}') THEN try_strptime(x, '%m/%d/%Y %H:%M:%S')
    WHEN regexp_full_match(x, '[A-Za-z]{3}, [0-9]{1,2} [A-Za-z]{3} [0-9]{4} .*') THEN CAST(try_strptime(sf.without_offset(x), ['%a, %d %b %Y %H:%M:%S', '%a, %d %b %Y %H:%M:%S.%n', '%a, %d %b %Y %I:%M:%S %p', '%a, %d %b %Y %I:%M:%S.%n %p']) AS TIMESTAMP)
    WHEN regexp_full_match(x, '[A-Za-z]{3} [A-Za-z]{3} [0-9]{1,2} .*') THEN try_strptime(sf.without_offset(x), '%a %b %d %H:%M:%S %Y') END`,
  // The offset is dropped: a TIMESTAMP_NTZ is the wall clock of the text.
  `try_timestamp(x) AS CASE
    WHEN regexp_full_match(x, '${ISO_DATE}([T ]${HOUR}:[0-9]{2}(:[0-9]{2}(\\.[0-9]*)?)?)?') THEN TRY_CAST(x AS TIMESTAMP)
    WHEN regexp_full_match(x, '${ISO_DATE}[T ]${CLOCK}${ZONE}') AND x LIKE '%:%' THEN TRY_CAST(regexp_replace(x, '${ZONE}$', '') AS TIMESTAMP)
    ELSE sf.try_other_timestamp(x) END`,
  `try_timestamptz(x) AS CASE
    WHEN regexp_full_match(x, '${ISO_DATE}[T ]${CLOCK}${ZONE}') THEN TRY_CAST(regexp_replace(x, ' ?([+-][0-9]{2}):?([0-9]{2})$', '\\1:\\2') AS TIMESTAMPTZ)
    WHEN regexp_full_match(x, '[A-Za-z]{3}.* [+-][0-9]{4}( .*)?') THEN CAST(CAST(sf.fail('000000 (LOCAL): Timestamp ''' || x || ''' with an offset: only the ISO formats are read') AS VARCHAR) AS TIMESTAMPTZ)
    ELSE CAST(sf.try_timestamp(x) AS TIMESTAMPTZ) END`,
  `try_date(x) AS CASE
    WHEN regexp_full_match(x, '${ISO_DATE}') THEN TRY_CAST(x AS DATE)
    ELSE CAST(sf.try_timestamp(x) AS DATE) END`,
  // A text in a format (%n alone would make a TIMESTAMP_NS of it): the shape is what the elements of the format can read.
  `try_parse_moment(x, format, shape) AS CASE WHEN regexp_full_match(x, shape) THEN CAST(try_strptime(x, format) AS TIMESTAMP) END`,
  `parse_moment(x, format, shape) AS coalesce(sf.try_parse_moment(x, format, shape), CASE WHEN x IS NOT NULL THEN CAST(CAST(sf.fail('100096 (22007): Can''t parse ''' || x || ''' as date with the format given') AS VARCHAR) AS TIMESTAMP) END)`,
  `try_time(x) AS CASE WHEN regexp_full_match(x, '[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]*)?)?') THEN TRY_CAST(x AS TIME)
    WHEN regexp_full_match(x, '[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? [AaPp][Mm]') THEN CAST(try_strptime(x, ['%I:%M %p', '%I:%M:%S %p', '%I:%M:%S.%n %p']) AS TIME) END`,
  `text_to_timestamp(x) AS coalesce(sf.try_timestamp(x), CASE WHEN x IS NOT NULL THEN CAST(CAST(${notRecognized('Timestamp', '100035 (22007)')} AS VARCHAR) AS TIMESTAMP) END)`,
  `text_to_timestamptz(x) AS coalesce(sf.try_timestamptz(x), CASE WHEN x IS NOT NULL THEN CAST(CAST(${notRecognized('Timestamp', '100035 (22007)')} AS VARCHAR) AS TIMESTAMPTZ) END)`,
  `text_to_date(x) AS coalesce(sf.try_date(x), CASE WHEN x IS NOT NULL THEN CAST(CAST(${notRecognized('Date', '100040 (22007)')} AS VARCHAR) AS DATE) END)`,
  `text_to_time(x) AS coalesce(sf.try_time(x), CASE WHEN x IS NOT NULL THEN CAST(CAST(${notRecognized('Time', '100108 (22007)')} AS VARCHAR) AS TIME) END)`,
  // Whole numbers are seconds, unlike texts of digits: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
  `to_timestamp(x) AS CASE typeof(x)
    WHEN 'TIMESTAMP' THEN CAST(x AS TIMESTAMP)
    WHEN 'DATE' THEN CAST(x AS TIMESTAMP)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(x AS TIMESTAMP)
    WHEN 'VARCHAR' THEN sf.text_to_timestamp(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_timestamp(CAST(x AS JSON) ->> '$')
    WHEN 'INTEGER' THEN make_timestamp(CAST(x AS BIGINT) * 1000000)
    WHEN 'BIGINT' THEN make_timestamp(CAST(x AS BIGINT) * 1000000)
    WHEN '"NULL"' THEN NULL
    ELSE CAST(CAST(sf.fail('002016 (22000): No cast from ' || typeof(x) || ' to TIMESTAMP') AS VARCHAR) AS TIMESTAMP) END`,
  `to_timestamptz(x) AS CASE typeof(x)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(x AS TIMESTAMPTZ)
    WHEN 'VARCHAR' THEN sf.text_to_timestamptz(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_timestamptz(CAST(x AS JSON) ->> '$')
    ELSE CAST(sf.to_timestamp(x) AS TIMESTAMPTZ) END`,
  `to_date(x) AS CASE typeof(x)
    WHEN 'DATE' THEN CAST(x AS DATE)
    WHEN 'VARCHAR' THEN sf.text_to_date(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_date(CAST(x AS JSON) ->> '$')
    WHEN 'TIMESTAMP' THEN CAST(x AS DATE)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(CAST(x AS TIMESTAMP) AS DATE)
    WHEN '"NULL"' THEN NULL
    ELSE CAST(CAST(sf.fail('001007 (22023): invalid type ' || typeof(x) || ' for parameter ''TO_DATE''') AS VARCHAR) AS DATE) END`,
  `to_time(x) AS CASE typeof(x)
    WHEN 'TIME' THEN CAST(x AS TIME)
    WHEN 'VARCHAR' THEN sf.text_to_time(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.text_to_time(CAST(x AS JSON) ->> '$')
    ELSE CAST(sf.to_timestamp(x) AS TIME) END`,
  // A number with a scale: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
  `scaled_timestamp(x, s) AS make_timestamp(CASE WHEN s <= 6 THEN CAST(x AS BIGINT) * CAST(power(10, 6 - s) AS BIGINT) ELSE CAST(x AS BIGINT) // CAST(power(10, s - 6) AS BIGINT) END)`,
  // The rest keeps the type of what it is given: a DATE stays a DATE, a TIMESTAMP a TIMESTAMP.
  `temporal(x) AS CASE WHEN typeof(x) IN ('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', '"NULL"') THEN CAST(x AS TIMESTAMP)
    ELSE CAST(CAST(sf.fail('000000 (LOCAL): A date function on ' || typeof(x) || ': cast it to DATE or TIMESTAMP_NTZ first') AS VARCHAR) AS TIMESTAMP) END`,
  `whole(n) AS CAST(round(n) AS INTEGER)`,
  // https://docs.snowflake.com/en/sql-reference/functions/dateadd
  `add_months(n, x) AS cast_to_type(sf.temporal(x) + to_months(sf.whole(n)), x)`,
  `add_days(n, x) AS cast_to_type(sf.temporal(x) + to_days(sf.whole(n)), x)`,
  `add_microseconds(n, x) AS cast_to_type(sf.temporal(x) + to_microseconds(CAST(round(n) AS BIGINT)), CASE WHEN typeof(x) = 'DATE' THEN CAST(x AS TIMESTAMP) ELSE x END)`,
  // The last day of a month stays the last day: https://docs.snowflake.com/en/sql-reference/functions/add_months
  `add_months_at_end(x, n) AS cast_to_type(CASE WHEN CAST(x AS DATE) = last_day(CAST(x AS DATE)) THEN last_day(CAST(x AS DATE) + to_months(sf.whole(n))) + (CAST(x AS TIMESTAMP) - CAST(CAST(x AS DATE) AS TIMESTAMP)) ELSE sf.temporal(x) + to_months(sf.whole(n)) END, x)`,
  // https://docs.snowflake.com/en/sql-reference/functions/date_trunc: weeks begin on Monday.
  `truncate(unit, x) AS cast_to_type(date_trunc(unit, sf.temporal(x)), x)`,
  // https://docs.snowflake.com/en/sql-reference/functions/last_day
  `last_day_of(unit, x) AS CASE unit
    WHEN 'month' THEN last_day(CAST(x AS DATE))
    WHEN 'year' THEN make_date(year(x), 12, 31)
    WHEN 'quarter' THEN last_day(CAST(date_trunc('quarter', x) AS DATE) + to_months(2))
    ELSE CAST(date_trunc('week', x) AS DATE) + 6 END`,
  // Boundaries crossed. DuckDB's own date_diff('week') counts spans of seven days instead.
  // https://docs.snowflake.com/en/sql-reference/functions/datediff
  `weeks_between(a, b) AS date_diff('day', date_trunc('week', a), date_trunc('week', b)) // 7`,
  // https://docs.snowflake.com/en/sql-reference/functions/months_between: whole where both are the same day or both the last.
  `months_between(a, b) AS CASE
    WHEN day(a) = day(b) OR (CAST(a AS DATE) = last_day(a) AND CAST(b AS DATE) = last_day(b))
      THEN CAST(date_diff('month', CAST(b AS DATE), CAST(a AS DATE)) AS DECIMAL(18,6))
    ELSE CAST(round((year(a) - year(b)) * 12 + month(a) - month(b) + (day(a) - day(b) + (epoch_us(CAST(a AS TIMESTAMP)) % 86400000000 - epoch_us(CAST(b AS TIMESTAMP)) % 86400000000) / 86400000000) / 31, 6) AS DECIMAL(18,6)) END`,
  // Strictly after or before: https://docs.snowflake.com/en/sql-reference/functions/next_day
  `next_day(x, dow) AS CAST(x AS DATE) + CAST(1 + (dow - isodow(x) + 6) % 7 AS INTEGER)`,
  `previous_day(x, dow) AS CAST(x AS DATE) - CAST(1 + (isodow(x) - dow + 6) % 7 AS INTEGER)`,
  // Slices are counted from 1970-01-01, weeks from the Monday before: https://docs.snowflake.com/en/sql-reference/functions/time_slice
  `slice_months(x, n, ends) AS cast_to_type(TIMESTAMP '1970-01-01' + to_months(CAST(n * (floor(date_diff('month', TIMESTAMP '1970-01-01', sf.temporal(x)) / n) + ends) AS INTEGER)), x)`,
  `slice_microseconds(x, n, ends, origin) AS cast_to_type(make_timestamp(CAST(n * (floor((epoch_us(sf.temporal(x)) - origin) / n) + ends) AS BIGINT) + origin), x)`,
  `parts_to_date(y, m, d) AS CAST(make_date(CAST(y AS INTEGER), 1, 1) + to_months(CAST(m AS INTEGER) - 1) + to_days(CAST(d AS INTEGER) - 1) AS DATE)`,
  `parts_to_timestamp(y, m, d, h, mi, s, ns) AS CAST(sf.parts_to_date(y, m, d) AS TIMESTAMP) + to_hours(h) + to_minutes(mi) + to_microseconds(CAST(s AS BIGINT) * 1000000 + ns // 1000)`,
  // The wall clock of one zone as that of another: https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
  `convert_timezone(source, target, x) AS timezone(target, timezone(source, sf.temporal(x)))`,
];
