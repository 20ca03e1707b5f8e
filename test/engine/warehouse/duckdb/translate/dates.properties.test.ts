import fc from 'fast-check';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import type { Cell } from '../../../../../engine/warehouse/port';

let local: LocalWarehouse;
beforeAll(async () => {
  local = await localWarehouse();
});
afterAll(() => local.close());

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
const DATE_UNITS = ['year', 'quarter', 'month', 'week', 'day'] as const;

/** Milliseconds are as much as JavaScript's dates have. */
const instant = fc
  .date({ min: new Date('1583-01-01'), max: new Date('2400-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('T', ' ').replace('Z', ''));
const amount = fc.integer({ min: -3000, max: 3000 });

interface Row {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly n: number;
}
/** Not shrunk: a failure names its row by itself. */
const rows = fc.noShrink(
  fc.array(fc.record<Row>({ a: instant, b: instant, c: instant, n: amount }), {
    minLength: 60,
    maxLength: 60,
  }),
);

/** A relation of columns a, b, c (timestamps), d (the date of a) and n. */
const relation = (given: readonly Row[]): string =>
  `(select column1::timestamp_ntz as a, column2::timestamp_ntz as b, column3::timestamp_ntz as c, column1::timestamp_ntz::date as d, column4 as n
    from values ${given.map(({ a, b, c, n }) => `('${a}', '${b}', '${c}', ${n})`).join(', ')})`;

/** For each claim that does not hold, the first row that breaks it; a claim that is null is broken. */
async function broken(given: readonly Row[], claims: readonly string[]): Promise<readonly Cell[][]> {
  const counts = claims.map((claim, index) => `count_if(coalesce(${claim}, false)) as c${index}`).join(', ');
  const { rows: found } = await local.warehouse.query(`select ${counts} from ${relation(given)}`);
  const failing = claims.filter((_claim, index) => found[0]?.[index] !== given.length);
  const examples = failing.map(async (claim) => {
    const example = await local.warehouse.query(
      `select a, b, c, d, n from ${relation(given)} where not coalesce(${claim}, false) limit 1`,
    );
    return [claim, ...(example.rows[0] ?? [])];
  });
  return Promise.all(examples);
}

async function holds(claims: readonly string[]): Promise<void> {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      expect(await broken(given, claims)).toEqual([]);
    }),
    { numRuns: 3 },
  );
}

const every = <T extends string>(units: readonly T[], claim: (unit: T) => string): string[] =>
  units.map(claim);

test('what is added is the difference', () =>
  holds([
    ...every(UNITS, (unit) => `datediff(${unit}, a, dateadd(${unit}, n, a)) = n`),
    ...every(DATE_UNITS, (unit) => `datediff(${unit}, d, dateadd(${unit}, n, d)) = n`),
  ]));

test('differences are signed and add up', () =>
  holds([
    ...every(UNITS, (unit) => `datediff(${unit}, a, b) = -datediff(${unit}, b, a)`),
    ...every(UNITS, (unit) => `datediff(${unit}, a, b) + datediff(${unit}, b, c) = datediff(${unit}, a, c)`),
    'months_between(a, b) = -months_between(b, a)',
    'd - b::date = datediff(day, b, d)',
  ]));

test('truncating is idempotent and goes down by less than a unit', () =>
  holds([
    ...every(UNITS, (unit) => `date_trunc(${unit}, date_trunc(${unit}, a)) = date_trunc(${unit}, a)`),
    ...every(
      UNITS,
      (unit) => `date_trunc(${unit}, a) <= a and a < dateadd(${unit}, 1, date_trunc(${unit}, a))`,
    ),
    ...every(UNITS, (unit) => `datediff(${unit}, date_trunc(${unit}, a), a) = 0`),
    ...every(DATE_UNITS, (unit) => `date_trunc(${unit}, d) = date_trunc(${unit}, a)::date`),
    ...every(
      ['year', 'quarter', 'month', 'week'],
      (unit) => `dateadd(day, 1, last_day(a, '${unit}')) = dateadd(${unit}, 1, date_trunc(${unit}, d))`,
    ),
  ]));

test('a slice holds its moment, and slices of one unit are what truncating gives', () =>
  holds([
    ...every(
      ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'],
      (unit) => `time_slice(a, 1, '${unit}') = date_trunc(${unit}, a)`,
    ),
    ...every(
      ['year', 'month', 'week', 'day', 'hour', 'minute'],
      (unit) =>
        `time_slice(a, 7, '${unit}') <= a and a < time_slice(a, 7, '${unit}', 'END') and dateadd(${unit}, 7, time_slice(a, 7, '${unit}')) = time_slice(a, 7, '${unit}', 'END')`,
    ),
  ]));

test('what is written in a format is read back in it', () =>
  holds([
    ...[
      'YYYY-MM-DD HH24:MI:SS.FF3',
      'YYYYMMDDHH24MISSFF3',
      'DD.MM.YYYY H24:ME:S.FF',
      'MON DD, YYYY HH12:MI:SS.FF6 AM',
      'DY, DD MMMM YYYY HH24:MI:SS.FF9',
      'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"',
    ].map((format) => `to_timestamp(to_char(a, '${format}'), '${format}') = a`),
    "to_date(to_char(d, 'D.MO.YYYY'), 'D.MO.YYYY') = d",
    'a::varchar::timestamp_ntz = a',
    'd::varchar::date = d',
    'a::time::varchar::time = date_trunc(second, a)::time',
    "to_time(to_char(a::time, 'HH24:MI:SS.FF3'), 'HH24:MI:SS.FF3') = a::time",
  ]));

test('parts make up what they were taken of', () =>
  holds([
    'date_from_parts(year(d), month(d), day(d)) = d',
    'timestamp_from_parts(year(a), month(a), day(a), hour(a), minute(a), second(a), date_part(nanosecond, a)) = a',
    'timestamp_from_parts(a::date, a::time) = a',
    'dateadd(day, dayofyear(d) - 1, date_trunc(year, d)) = d',
    'dateadd(day, dayofweekiso(d) - 1, date_trunc(week, d)) = d',
    'mod(dayofweekiso(d), 7) = dayofweek(d)',
    'to_timestamp(date_part(epoch_microsecond, a), 6) = a',
    'to_timestamp(date_part(epoch_millisecond, a), 3) = a',
    'to_timestamp(date_part(epoch_second, a)) = date_trunc(second, a)',
    'to_timestamp(date_part(epoch_millisecond, a) / 1000) = a',
  ]));

test('an interval is what DATEADD adds', () =>
  holds([
    ...every(UNITS, (unit) => `a + interval '3 ${unit}s' = dateadd(${unit}, 3, a)`),
    ...every(UNITS, (unit) => `a - interval '5 ${unit}s' = dateadd(${unit}, -5, a)`),
    ...every(DATE_UNITS, (unit) => `d + interval '2 ${unit}s' = dateadd(${unit}, 2, d)`),
    "a + interval '1 02:03:04.5' day to second = dateadd(millisecond, 93784500, a)",
  ]));

test('days of the week come strictly after and before, and months keep their last day', () =>
  holds([
    "next_day(a, 'we') > d and datediff(day, d, next_day(a, 'we')) <= 7 and dayname(next_day(a, 'we')) = 'Wed'",
    "previous_day(a, 'su') < d and datediff(day, previous_day(a, 'su'), d) <= 7 and dayname(previous_day(a, 'su')) = 'Sun'",
    'add_months(last_day(d), n) = last_day(dateadd(month, n, date_trunc(month, d)))',
    'iff(d = last_day(d), true, add_months(d, n) = dateadd(month, n, d))',
    'months_between(add_months(last_day(d), n), last_day(d)) = n',
  ]));

test('a wall clock comes back from another zone', () =>
  holds([
    ...['Asia/Tokyo', 'Asia/Kolkata', 'UTC'].map(
      (zone) => `convert_timezone('${zone}', 'UTC', convert_timezone('UTC', '${zone}', b)) = b`,
    ),
    "convert_timezone('Asia/Tokyo', a)::timestamp_ntz = convert_timezone('UTC', 'Asia/Tokyo', a)",
    "convert_timezone('Asia/Tokyo', a)::timestamp_ltz = a::timestamp_ltz",
    'a::timestamp_ltz::timestamp_ntz = a',
    'datediff(second, a::timestamp_ltz, b) = datediff(second, a, b)',
  ]));

test('months are added as by hand', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const { rows: found } = await local.warehouse.query(
        `select dateadd(month, n, a), dateadd(month, n, d)::varchar from ${relation(given)}`,
      );
      const expected = given.map(({ a, n }) => {
        const [year = 0, month = 0, day = 0] = a.slice(0, 10).split('-').map(Number);
        const first = new Date(Date.UTC(year, month - 1 + n, 1));
        const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
        first.setUTCDate(Math.min(day, last));
        return first.toISOString().slice(0, 10);
      });
      expect(found.map(([timestamp, date]) => [String(timestamp).slice(0, 10), date])).toEqual(
        expected.map((date) => [date, date]),
      );
    }),
    { numRuns: 3 },
  );
});

test('a null in any argument gives null', async () => {
  const calls = [
    'dateadd(day, x, d)',
    'dateadd(hour, 1, nd)',
    'datediff(day, d, nd)',
    'datediff(hour, nt, t)',
    'date_trunc(month, nd)',
    'date_part(year, nt)',
    'last_day(nd)',
    'next_day(nd, w)',
    'next_day(d, nw)',
    'add_months(nd, 1)',
    'add_months(d, x)',
    'months_between(d, nd)',
    'monthname(nd)',
    'dayname(nt)',
    "time_slice(nt, 2, 'hour')",
    'date_from_parts(2024, x, 1)',
    'time_from_parts(1, x, 1)',
    'timestamp_from_parts(2024, 1, 1, x, 1, 1)',
    'timestamp_from_parts(nd, tm)',
    'timestamp_from_parts(d, ntm)',
    'to_date(nw)',
    'to_time(nw)',
    'to_timestamp(nw)',
    'to_timestamp_ltz(nw)',
    'to_timestamp(x)',
    'to_timestamp(x, 3)',
    "to_timestamp(nw, 'YYYY-MM-DD')",
    "try_to_date(nw, 'DD.MM.YY')",
    "to_char(nd, 'YYYY')",
    "to_char(ntm, 'HH24.FF1')",
    "convert_timezone('UTC', 'Asia/Tokyo', nt)",
    'convert_timezone(nw, nw, t)',
    "nd + interval '1 month, 1 hour'",
    "ntm - interval '1 minute'",
    'nd + 1',
    'd + x',
    'd - nd',
  ];
  const { rows: found } = await local.warehouse.query(
    `select ${calls.map((call) => `${call} is null`).join(', ')} from (select '2024-01-31'::date as d, '2024-01-31 10:00:00'::timestamp_ntz as t,
       '10:00:00'::time as tm, 'mo' as w, null::date as nd, null::timestamp_ntz as nt, null::time as ntm, null::varchar as nw, null::int as x)`,
  );
  expect(calls.filter((_call, index) => found[0]?.[index] !== true)).toEqual([]);
});
