import { LakehouseError } from '../../../../../engine/errors';
import { translate } from '../../../../../engine/warehouse/duckdb/translate';

function refusal(sql: string): string {
  try {
    return `translated: ${translate(sql).statements.join('; ')}`;
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    const [problem] = error.problems;
    return `${problem?.location?.column} ${problem?.message}`;
  }
}

test.each([
  [
    "'2024-01-01 00:00:00 +0100'::timestamp_tz",
    '37 A cast to TIMESTAMP_TZ is not supported on the local engine. Its offset would be lost: use TIMESTAMP_NTZ or TIMESTAMP_LTZ.',
  ],
  [
    "'2024-01-01 00:00:00 +0100'::timestamptz",
    '37 A cast to TIMESTAMP_TZ is not supported on the local engine. Its offset would be lost: use TIMESTAMP_NTZ or TIMESTAMP_LTZ.',
  ],
  [
    "to_timestamp_tz('2024-01-01')",
    '8 The function TO_TIMESTAMP_TZ is not supported on the local engine. Its offset would be lost: use TO_TIMESTAMP_NTZ or TO_TIMESTAMP_LTZ.',
  ],
  [
    "convert_timezone('Asia/Tokyo', '2024-01-01'::timestamp)",
    '8 A TIMESTAMP_TZ of CONVERT_TIMEZONE() with two arguments is not supported on the local engine. Cast it at once, CONVERT_TIMEZONE(…)::timestamp_ntz, or name the source zone.',
  ],
  [
    "convert_timezone('utc', 'Asia/Tokyo', '2024-01-01'::timestamp)",
    "25 The time zone utc is not supported on the local engine. Use a name like 'Europe/Berlin' or 'UTC'.",
  ],
  [
    "dateadd(day, 1, '10:00:00'::time)",
    '21 DATEADD() of a day and a TIME is not supported on the local engine.',
  ],
  [
    "dateadd(nanosecond, 1, '2024-01-01'::timestamp)",
    '28 DATEADD() of a nanosecond is not supported on the local engine. The local engine keeps microseconds.',
  ],
  [
    "datediff(hour, '10:00:00'::time, '2024-01-01'::date)",
    '8 DATEDIFF() of a TIME and something else is not supported on the local engine. Cast both to one type.',
  ],
  [
    'year(2024)',
    '13 A INTEGER inside YEAR() is not supported on the local engine. Cast it to DATE or TIMESTAMP_NTZ.',
  ],
  [
    "to_char('2024-01-01'::date, 'DDD')",
    '36 The format DDD is not supported on the local engine. Put something between its elements.',
  ],
  [
    "to_char('2024-01-01'::date, 'YYYY-MM-DDTHH24:MIZ')",
    '36 The format element Z is not supported on the local engine. Put literal text into double quotes.',
  ],
  [
    "to_timestamp('10', 'HH12')",
    '27 The format element HH12 without AM or PM is not supported on the local engine.',
  ],
  [
    "to_char('10:00:00'::time, 'YYYY')",
    '34 The format element YYYY of a TIME is not supported on the local engine.',
  ],
  [
    "interval '1 day'",
    '8 An INTERVAL here is not supported on the local engine. Add it to a date, a time or a timestamp, or use DATEADD.',
  ],
  [
    "'2024-01-01'::date + interval '1 fortnight'",
    "29 The interval '1 fortnight' is not supported on the local engine. Write '<integer> <part>', with commas between.",
  ],
  [
    "'2024-01-01'::date + interval '1-13' year to month",
    "29 The interval '1-13' YEAR TO MONTH is not supported on the local engine.",
  ],
  [
    "'2024-01-01'::timestamp - '2023-01-01'::timestamp",
    '8 - on a TIMESTAMP is not supported on the local engine. Use DATEADD or DATEDIFF.',
  ],
  [
    "'2024-01-01'::date + 1.5",
    '29 A date and a fraction of days is not supported on the local engine. Use DATEADD.',
  ],
])('select %s is refused by name, with its column', (expression, expected) => {
  expect(refusal(`select ${expression}`)).toBe(expected);
});
