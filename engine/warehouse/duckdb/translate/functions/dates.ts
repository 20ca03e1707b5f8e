import { macro } from '../emit/macro';
import { timestamp } from '../emit/operand';
import { atom, literal, simple, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { refuse } from '../refusal';
import {
  argumentsOf,
  count,
  literalText,
  literalWhole,
  required,
  unnamed,
  viaMacro,
  type Rule,
  type Rules,
} from './rule';
import { unitAt } from './units';
import type { Call, Expression } from '../syntax/ast';
import type { Environment } from '../emit/environment';

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };
const MICROSECONDS: Readonly<Record<string, number>> = {
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
  millisecond: 1_000,
  microsecond: 1,
};

/** The arguments but for one, which names a unit. */
function withoutUnit(call: Call, env: Environment, index: number, length: number): readonly Sql[] {
  unnamed(call);
  count(call, length, length);
  const rest: readonly Expression[] = call.args.filter((_arg, at) => at !== index);
  return argumentsOf({ ...call, args: rest }, env, length - 1);
}

/** A date, a timestamp, or a text that is made a timestamp as Snowflake would. */
export function temporal(sql: Sql, where: string): Sql {
  if (sql.type === 'date' || sql.type === 'timestamp' || sql.type === 'timestamptz' || sql.type === 'unknown')
    return sql;
  return timestamp(sql, where);
}

const times = (n: Sql, factor: number): Sql =>
  factor === 1 ? n : { ...atom(`(${n.text}) * ${factor}`, n.type, n.at), simple: n.simple };

/**
 * A DATE stays a DATE under units of a day and more, and becomes a TIMESTAMP_NTZ under smaller ones.
 * https://docs.snowflake.com/en/sql-reference/functions/dateadd
 */
const dateAdd: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  const [n, value] = withoutUnit(call, env, 0, 3);
  if (!n || !value) throw new Error('DATEADD has three arguments');
  if (value.type === 'time' || n.type === 'text')
    refuse(`DATEADD of a ${value.type === 'time' ? 'TIME' : 'text'}`, call.at, 'Cast it first.');
  const moment = temporal(value, 'DATEADD()');
  const [months, days, microseconds] = [MONTHS[unit], DAYS[unit], MICROSECONDS[unit]];
  if (months !== undefined) return macro('add_months', [times(n, months), moment], moment.type, call.at);
  if (days !== undefined) return macro('add_days', [times(n, days), moment], moment.type, call.at);
  if (microseconds === undefined)
    return refuse(`DATEADD of a ${unit}`, call.at, 'The local engine keeps microseconds.');
  return macro(
    'add_microseconds',
    [times(n, microseconds), moment],
    moment.type === 'date' ? 'timestamp' : moment.type,
    call.at,
  );
};

/** Boundaries crossed, so 23:59 to 00:01 is one hour, one day and maybe one year. */
const dateDiff: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  const [from, to] = withoutUnit(call, env, 0, 3).map((arg) => timestamp(arg, `${call.name}()`));
  if (!from || !to) throw new Error('DATEDIFF has three arguments');
  if (unit === 'week') return macro('weeks_between', [from, to], 'integer', call.at);
  if (unit === 'nanosecond')
    return atom(`(date_diff('microsecond', ${from.text}, ${to.text}) * 1000)`, 'integer', call.at);
  if (!(unit in MONTHS || unit in DAYS || unit in MICROSECONDS)) refuse(`DATEDIFF of ${unit}`, call.at);
  return atom(`date_diff(${literal(unit)}, ${from.text}, ${to.text})`, 'integer', call.at);
};

/** DATE_TRUNC(unit, x); TRUNC is a number's. The type stays. https://docs.snowflake.com/en/sql-reference/functions/date_trunc */
const dateTrunc: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  const [value] = withoutUnit(call, env, 0, 2);
  if (!value) throw new Error('DATE_TRUNC has two arguments');
  if (value.type === 'time') refuse('DATE_TRUNC of a TIME', call.at);
  if (!(unit in MONTHS || unit in DAYS || unit in MICROSECONDS)) refuse(`DATE_TRUNC to ${unit}`, call.at);
  const moment = temporal(value, 'DATE_TRUNC()');
  return macro('truncate', [simple(literal(unit), 'text', call.at), moment], moment.type, call.at);
};

/** What a part is of a timestamp; DAYOFWEEK counts Sunday as 0, weeks are ISO's (WEEK_START and WEEK_OF_YEAR_POLICY at 0). */
const PARTS: Readonly<Record<string, (x: string) => string>> = {
  year: (x) => `year(${x})`,
  quarter: (x) => `quarter(${x})`,
  month: (x) => `month(${x})`,
  day: (x) => `day(${x})`,
  week: (x) => `weekofyear(${x})`,
  weekiso: (x) => `weekofyear(${x})`,
  yearofweek: (x) => `isoyear(${x})`,
  hour: (x) => `hour(${x})`,
  minute: (x) => `minute(${x})`,
  second: (x) => `second(${x})`,
  nanosecond: (x) => `(epoch_us(${x}) % 1000000 * 1000)`,
  dayofweek: (x) => `dayofweek(${x})`,
  dayofweekiso: (x) => `isodow(${x})`,
  dayofyear: (x) => `dayofyear(${x})`,
  epoch_second: (x) => `CAST(floor(epoch_us(${x}) / 1000000) AS BIGINT)`,
  epoch_millisecond: (x) => `CAST(floor(epoch_us(${x}) / 1000) AS BIGINT)`,
  epoch_microsecond: (x) => `epoch_us(${x})`,
  epoch_nanosecond: (x) => `(epoch_us(${x}) * 1000)`,
};

function part(unit: string, value: Sql, call: Call): Sql {
  const print = PARTS[unit];
  if (!print) return refuse(`${call.name}() of ${unit}`, call.at);
  if (value.type === 'time' && !(unit in MICROSECONDS))
    refuse(`${call.name}() of ${unit} of a TIME`, call.at);
  const moment = value.type === 'time' || value.type === 'date' ? value : timestamp(value, `${call.name}()`);
  return atom(print(moment.text), 'integer', call.at);
}

const datePart: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  return part(unit, required(withoutUnit(call, env, 0, 2), 0), call);
};

const partFunction =
  (unit: string): Rule =>
  (call, env) =>
    part(unit, required(argumentsOf(call, env, 1), 0), call);

const name =
  (names: string): Rule =>
  (call, env) => {
    const moment = timestamp(required(argumentsOf(call, env, 1), 0), `${call.name}()`);
    return atom(`strftime(${moment.text}, '${names}')`, 'text', call.at);
  };

/** https://docs.snowflake.com/en/sql-reference/functions/last_day */
const lastDay: Rule = (call, env) => {
  count(call, 1, 2);
  const unit = call.args[1] ? unitAt(call, 1) : 'month';
  if (!['month', 'year', 'quarter', 'week'].includes(unit)) refuse(`LAST_DAY of ${unit}`, call.at);
  const [value] = argumentsOf({ ...call, args: call.args.slice(0, 1) }, env, 1);
  if (!value) throw new Error('LAST_DAY has an argument');
  return macro(
    'last_day_of',
    [simple(literal(unit), 'text', call.at), timestamp(value, 'LAST_DAY()')],
    'date',
    call.at,
  );
};

const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

const nextDay =
  (macroName: string): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, 2);
    const day = WEEKDAYS.indexOf(literalText(call, 1, 'The day').slice(0, 2).toLowerCase()) + 1;
    if (day === 0) refuse(`This day of the week in ${call.name}()`, call.args[1]?.at ?? call.at);
    return macro(
      macroName,
      [timestamp(required(args, 0), `${call.name}()`), simple(String(day), 'integer', call.at)],
      'date',
      call.at,
    );
  };

/** https://docs.snowflake.com/en/sql-reference/functions/time_slice: weeks from the Monday before 1970-01-01. */
const timeSlice: Rule = (call, env) => {
  count(call, 3, 4);
  const unit = unitAt(call, 2);
  const size = literalWhole(call, 1, 'The length');
  const which = call.args[3] ? literalText(call, 3, 'The end').toUpperCase() : 'START';
  if (size < 1 || (which !== 'START' && which !== 'END')) refuse('This slice in TIME_SLICE()', call.at);
  const [value] = argumentsOf({ ...call, args: call.args.slice(0, 1) }, env, 1);
  if (!value) throw new Error('TIME_SLICE has an argument');
  const moment = temporal(value, 'TIME_SLICE()');
  const whole = (n: number): Sql => simple(String(n), 'integer', call.at);
  const ends = whole(which === 'END' ? 1 : 0);
  const months = MONTHS[unit];
  if (months !== undefined)
    return macro('slice_months', [moment, whole(size * months), ends], moment.type, call.at);
  const days = DAYS[unit];
  const microseconds = days === undefined ? MICROSECONDS[unit] : days * 86_400_000_000;
  if (microseconds === undefined) return refuse(`TIME_SLICE of ${unit}`, call.at);
  const origin = unit === 'week' ? -3 * 86_400_000_000 : 0;
  return macro(
    'slice_microseconds',
    [moment, whole(size * microseconds), ends, whole(origin)],
    moment.type,
    call.at,
  );
};

const timestampFromParts: Rule = (call, env) => {
  const args = argumentsOf(call, env, 6, 7);
  return macro(
    'parts_to_timestamp',
    args.length === 6 ? [...args, simple('0', 'integer', call.at)] : args,
    'timestamp',
    call.at,
  );
};

/** With two arguments the target's wall clock of a TIMESTAMP_TZ comes back, which has no counterpart here. */
const convertTimezone: Rule = (call, env) => {
  if (call.args.length === 2)
    refuse(
      'CONVERT_TIMEZONE() with two arguments',
      call.at,
      'Name the source zone: CONVERT_TIMEZONE(source, target, timestamp_ntz).',
    );
  const args = argumentsOf(call, env, 3);
  const value = timestamp(required(args, 2), 'CONVERT_TIMEZONE()');
  return macro('convert_timezone', [required(args, 0), required(args, 1), value], 'timestamp', call.at);
};

const parts = (...entries: readonly (readonly [string, string])[]): Rules =>
  Object.fromEntries(entries.map(([functionName, unit]) => [functionName, partFunction(unit)]));

const monthsBetween: Rule = (call, env) =>
  macro(
    'months_between',
    argumentsOf(call, env, 2).map((arg) => timestamp(arg, 'MONTHS_BETWEEN()')),
    'number',
    call.at,
  );

const addMonths: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const moment = temporal(required(args, 0), 'ADD_MONTHS()');
  return macro('add_months_at_end', [moment, required(args, 1)], moment.type satisfies Type, call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const dates: Rules = {
  DATEADD: dateAdd,
  TIMESTAMPADD: dateAdd,
  TIMEADD: dateAdd,
  DATEDIFF: dateDiff,
  TIMESTAMPDIFF: dateDiff,
  TIMEDIFF: dateDiff,
  DATE_TRUNC: dateTrunc,
  DATE_PART: datePart,
  EXTRACT: datePart,
  ...parts(
    ['YEAR', 'year'],
    ['QUARTER', 'quarter'],
    ['MONTH', 'month'],
    ['DAY', 'day'],
    ['DAYOFMONTH', 'day'],
    ['WEEK', 'week'],
    ['WEEKOFYEAR', 'week'],
    ['WEEKISO', 'weekiso'],
    ['YEAROFWEEK', 'yearofweek'],
    ['YEAROFWEEKISO', 'yearofweek'],
    ['DAYOFWEEK', 'dayofweek'],
    ['DAYOFWEEKISO', 'dayofweekiso'],
    ['DAYOFYEAR', 'dayofyear'],
    ['HOUR', 'hour'],
    ['MINUTE', 'minute'],
    ['SECOND', 'second'],
  ),
  DAYNAME: name('%a'),
  MONTHNAME: name('%b'),
  LAST_DAY: lastDay,
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  NEXT_DAY: nextDay('next_day'),
  PREVIOUS_DAY: nextDay('previous_day'),
  TIME_SLICE: timeSlice,
  DATE_FROM_PARTS: viaMacro('parts_to_date', ['scalar', 'scalar', 'scalar'], 'date'),
  DATEFROMPARTS: viaMacro('parts_to_date', ['scalar', 'scalar', 'scalar'], 'date'),
  TIMESTAMP_FROM_PARTS: timestampFromParts,
  TIMESTAMP_NTZ_FROM_PARTS: timestampFromParts,
  CONVERT_TIMEZONE: convertTimezone,
};
