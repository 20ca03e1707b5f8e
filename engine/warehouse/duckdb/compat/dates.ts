/**
 * Date and time functions, for values whose type the translator does not know: the ones it knows it writes out.
 * https://docs.snowflake.com/en/sql-reference/functions-date-time
 */
const failing = (message: string, type: string): string =>
  `CAST(CAST(sf.fail(${message}) AS VARCHAR) AS ${type})`;

const WEEKDAYS = `CASE lower(left(ltrim(w), 2)) WHEN 'mo' THEN 1 WHEN 'tu' THEN 2 WHEN 'we' THEN 3 WHEN 'th' THEN 4 WHEN 'fr' THEN 5 WHEN 'sa' THEN 6 WHEN 'su' THEN 7`;

export const dates: readonly string[] = [
  // A number of seconds, or of 10^-s seconds: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
  `scaled_timestamp(x, s) AS sf.whole_nanoseconds(CASE s
    WHEN 0 THEN CAST(CAST(x AS DECIMAL(28,9)) * 1000000000 AS HUGEINT)
    ELSE sf.whole_quotient(CAST(CAST(x AS DECIMAL(28,9)) * 1000000000 AS HUGEINT), CAST(power(10, s) AS BIGINT)) END)`,
  // Without date and time: https://docs.snowflake.com/en/sql-reference/data-type-conversion
  `to_timestamp(x) AS CASE typeof(x)
    WHEN 'TIMESTAMP' THEN CAST(x AS TIMESTAMP)
    WHEN 'DATE' THEN CAST(x AS TIMESTAMP)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(x AS TIMESTAMP)
    WHEN 'VARCHAR' THEN sf.text_to_timestamp(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.json_to_timestamp(CAST(x AS JSON))
    WHEN 'INTEGER' THEN make_timestamp(CAST(x AS BIGINT) * 1000000)
    WHEN 'BIGINT' THEN make_timestamp(CAST(x AS BIGINT) * 1000000)
    WHEN '"NULL"' THEN NULL
    ELSE CASE WHEN starts_with(typeof(x), 'DECIMAL') OR typeof(x) = 'HUGEINT' THEN sf.scaled_timestamp(TRY_CAST(x AS DECIMAL(38,9)), 0)
      ELSE ${failing(`'002016 (22000): No cast from ' || typeof(x) || ' to TIMESTAMP'`, 'TIMESTAMP')} END END`,
  // As an argument of a date function a number is no moment, although a cast makes it one.
  `as_moment(x) AS CASE WHEN starts_with(typeof(x), 'DECIMAL') OR typeof(x) IN ('INTEGER', 'BIGINT', 'HUGEINT')
    THEN ${failing(`'000000 (LOCAL): A date function on ' || typeof(x) || ': cast it to DATE or TIMESTAMP_NTZ first'`, 'TIMESTAMP')} ELSE sf.to_timestamp(x) END`,
  `to_timestamptz(x) AS CASE typeof(x)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(x AS TIMESTAMPTZ)
    WHEN 'VARCHAR' THEN sf.text_to_timestamptz(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.json_to_timestamptz(CAST(x AS JSON))
    ELSE CAST(sf.to_timestamp(x) AS TIMESTAMPTZ) END`,
  `to_date(x) AS CASE typeof(x)
    WHEN 'DATE' THEN CAST(x AS DATE)
    WHEN 'VARCHAR' THEN sf.text_to_date(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.json_to_date(CAST(x AS JSON))
    WHEN 'TIMESTAMP' THEN CAST(x AS DATE)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(CAST(x AS TIMESTAMP) AS DATE)
    WHEN '"NULL"' THEN NULL
    ELSE ${failing(`'001007 (22023): invalid type ' || typeof(x) || ' for parameter ''TO_DATE'''`, 'DATE')} END`,
  `to_time(x) AS CASE typeof(x)
    WHEN 'TIME' THEN CAST(x AS TIME)
    WHEN 'VARCHAR' THEN sf.text_to_time(CAST(x AS VARCHAR))
    WHEN 'JSON' THEN sf.json_to_time(CAST(x AS JSON))
    WHEN 'TIMESTAMP' THEN CAST(x AS TIME)
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN CAST(CAST(x AS TIMESTAMP) AS TIME)
    WHEN '"NULL"' THEN NULL
    ELSE ${failing(`'001007 (22023): invalid type ' || typeof(x) || ' for parameter ''TO_TIME'''`, 'TIME')} END`,
  // The rest keeps the type of what it is given: a DATE stays a DATE, a TIMESTAMP a TIMESTAMP.
  `temporal(x) AS CASE WHEN typeof(x) IN ('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', '"NULL"') THEN CAST(x AS TIMESTAMP)
    ELSE ${failing(`'000000 (LOCAL): A date function on ' || typeof(x) || ': cast it to DATE or TIMESTAMP_NTZ first'`, 'TIMESTAMP')} END`,
  `add_months(n, x) AS cast_to_type(sf.temporal(x) + to_months(n), x)`,
  `add_days(n, x) AS cast_to_type(sf.temporal(x) + to_days(n), x)`,
  `add_microseconds(n, x) AS cast_to_type(sf.temporal(x) + to_microseconds(n), CASE WHEN typeof(x) = 'DATE' THEN CAST(x AS TIMESTAMP) ELSE x END)`,
  // What leaves the day is not documented.
  `time_plus(x, n) AS CASE WHEN epoch_us(x) + n BETWEEN 0 AND 86399999999 THEN x + to_microseconds(n)
    WHEN x IS NOT NULL AND n IS NOT NULL THEN ${failing(`'000000 (LOCAL): A TIME beyond its day: ' || x`, 'TIME')} END`,
  // ANSI intervals do not say what becomes of January 31st.
  `same_day(moment, x) AS CASE WHEN day(moment) = day(x) THEN moment
    WHEN moment IS NOT NULL AND x IS NOT NULL THEN cast_to_type(CAST(sf.fail('000000 (LOCAL): A year-month interval from ' || x || ': no such day') AS VARCHAR), moment) END`,
  `whole_days(n) AS CASE WHEN typeof(n) IN ('INTEGER', 'BIGINT', 'HUGEINT', '"NULL"') THEN CAST(n AS INTEGER)
    ELSE sf.fail('000000 (LOCAL): A date and a ' || typeof(n) || ' under + or -: use DATEADD') END`,
  // The last day of a month stays the last day: https://docs.snowflake.com/en/sql-reference/functions/add_months
  `add_months_at_end(x, n) AS cast_to_type(CASE WHEN CAST(x AS DATE) = last_day(CAST(x AS DATE)) THEN last_day(CAST(x AS DATE) + to_months(n)) + (CAST(x AS TIMESTAMP) - CAST(CAST(x AS DATE) AS TIMESTAMP)) ELSE sf.temporal(x) + to_months(n) END, x)`,
  // https://docs.snowflake.com/en/sql-reference/functions/date_trunc: weeks begin on Monday.
  `truncate(unit, x) AS cast_to_type(date_trunc(unit, sf.temporal(x)), x)`,
  `time_floor(x, n) AS TIME '00:00:00' + to_microseconds(epoch_us(x) // n * n)`,
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
    ELSE CAST(round((year(a) - year(b)) * 12 + month(a) - month(b) + (day(a) - day(b) + (sf.microsecond_of_day(a) - sf.microsecond_of_day(b)) / 86400000000) / 31, 6) AS DECIMAL(18,6)) END`,
  // Strictly after or before: https://docs.snowflake.com/en/sql-reference/functions/next_day
  `weekday(w) AS ${WEEKDAYS} ELSE CASE WHEN w IS NOT NULL THEN sf.fail('100351 (22023): Invalid day of week: ' || w) END END`,
  `next_day(x, dow) AS CAST(x AS DATE) + CAST(1 + (dow - isodow(x) + 6) % 7 AS INTEGER)`,
  `previous_day(x, dow) AS CAST(x AS DATE) - CAST(1 + (isodow(x) - dow + 6) % 7 AS INTEGER)`,
  // Slices are counted from 1970-01-01, weeks from the Monday before: https://docs.snowflake.com/en/sql-reference/functions/time_slice
  `slice_months(x, n, ends) AS cast_to_type(TIMESTAMP '1970-01-01' + to_months(CAST(sf.floored(date_diff('month', TIMESTAMP '1970-01-01', sf.temporal(x)), n) + n * ends AS INTEGER)), x)`,
  `slice_microseconds(x, n, ends, origin) AS cast_to_type(make_timestamp(CAST(sf.floored(epoch_us(sf.temporal(x)) - origin, n) + n * ends + origin AS BIGINT)), x)`,
  `parts_to_date(y, m, d) AS CAST(make_date(CAST(y AS INTEGER), 1, 1) + to_months(CAST(m AS INTEGER) - 1) + to_days(CAST(d AS INTEGER) - 1) AS DATE)`,
  `parts_to_microseconds(h, mi, s, ns) AS ((CAST(h AS BIGINT) * 60 + CAST(mi AS BIGINT)) * 60 + CAST(s AS BIGINT)) * 1000000 + sf.whole_quotient(CAST(ns AS BIGINT), 1000)`,
  `parts_to_timestamp(y, m, d, h, mi, s, ns) AS CAST(sf.parts_to_date(y, m, d) AS TIMESTAMP) + to_microseconds(sf.parts_to_microseconds(h, mi, s, ns))`,
  `parts_to_time(h, mi, s, ns) AS sf.time_plus(TIME '00:00:00', sf.parts_to_microseconds(h, mi, s, ns))`,
  // The wall clock of one zone as that of another: https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
  `convert_timezone(source, target, x) AS timezone(target, timezone(source, x))`,
];
