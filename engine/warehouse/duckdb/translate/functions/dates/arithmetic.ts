import { macro } from '../../emit/macro';
import { atom, compound, Level, literal, simple, within, type Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, required, type Rule } from '../rule';
import { unitAt } from '../units';
import { day, temporal, timestamp, whole, withoutUnit } from './operand';
import { DAYS, isSized, MICROSECONDS, MONTHS } from './unit-sizes';

/** Literals are multiplied here: DuckDB would do it in 32 bits. */
function times(n: Sql, factor: number): Sql {
  if (/^-?\d+$/.test(n.text)) return simple(String(BigInt(n.text) * BigInt(factor)), n.type, n.at);
  if (factor === 1) return n;
  return {
    ...compound(`${within(n, Level.Product)} * ${factor}`, Level.Product, n.type, n.at),
    simple: n.simple,
  };
}

/**
 * A moment and a whole number of months, days or microseconds. A DATE stays a DATE under months and days, and becomes
 * a TIMESTAMP_NTZ under less. A TIME that leaves its day fails: what becomes of it is not documented.
 */
export function plus(moment: Sql, unit: string, n: Sql, where: string): Sql {
  const { at, type } = moment;
  const [months, days, microseconds] = [MONTHS[unit], DAYS[unit], MICROSECONDS[unit]];
  const size = months ?? days ?? microseconds;
  if (size === undefined)
    return refuse(`${where} of a ${unit}`, n.at, 'The local engine keeps microseconds.');
  if (type === 'time') {
    if (microseconds === undefined) return refuse(`${where} of a ${unit} and a TIME`, n.at);
    return macro('time_plus', [moment, times(n, size)], type, at);
  }
  const kind = months !== undefined ? 'months' : days !== undefined ? 'days' : 'microseconds';
  const amount = times(n, size);
  if (type === 'unknown') return macro(`add_${kind}`, [amount, moment], type, at);
  if (type === 'date' && kind === 'days')
    return compound(`${within(moment, Level.Sum)} + ${within(amount, Level.Product)}`, Level.Sum, type, at);
  const sum = `${within(moment, Level.Sum)} + to_${kind}(${amount.text})`;
  if (type !== 'date') return compound(sum, Level.Sum, type, at);
  return kind === 'months'
    ? atom(`CAST(${sum} AS DATE)`, type, at)
    : compound(sum, Level.Sum, 'timestamp', at);
}

/** https://docs.snowflake.com/en/sql-reference/functions/dateadd. A fraction of units is rounded to whole ones. */
export const dateAdd: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  const [n, value] = withoutUnit(call, env, 0, 3);
  if (!n || !value) throw new Error('DATEADD has three arguments');
  const where = `${call.name}()`;
  const count = whole(n, where, unit in MICROSECONDS ? 'BIGINT' : 'INTEGER');
  return { ...plus(temporal(value, where), unit, count, where), at: call.at };
};

/** Boundaries crossed, so 23:59 to 00:01 is one hour, one day and maybe one year. https://docs.snowflake.com/en/sql-reference/functions/datediff */
export const dateDiff: Rule = (call, env) => {
  const unit = unitAt(call, 0);
  const given = withoutUnit(call, env, 0, 3);
  const [from, to] = given.some(({ type }) => type === 'time')
    ? clocks(given, unit, call)
    : days(given, call);
  if (unit === 'week') return macro('weeks_between', [from, to], 'integer', call.at);
  if (unit === 'nanosecond')
    return atom(`(date_diff('microsecond', ${from.text}, ${to.text}) * 1000)`, 'integer', call.at);
  if (!isSized(unit)) refuse(`${call.name}() of ${unit}`, call.at);
  return atom(`date_diff(${literal(unit)}, ${from.text}, ${to.text})`, 'integer', call.at);
};

type Pair = readonly [from: Sql, to: Sql];

/** A TIME has a difference with another one alone, in hours or less. */
function clocks([from, to]: readonly Sql[], unit: string, call: Call): Pair {
  const clock = (sql: Sql | undefined): Sql =>
    sql?.type === 'time' || sql?.type === 'null'
      ? { ...sql, text: sql.type === 'null' ? 'CAST(NULL AS TIME)' : sql.text }
      : refuse(`${call.name}() of a TIME and something else`, call.at, 'Cast both to one type.');
  if (!(unit in MICROSECONDS) && unit !== 'nanosecond')
    refuse(`${call.name}() of TIMEs in ${unit}s`, call.at);
  return [clock(from), clock(to)];
}

function days(given: readonly Sql[], call: Call): Pair {
  const where = `${call.name}()`;
  const dates = given.every(({ type }) => type === 'date');
  const [from, to] = given.map((sql) => (dates ? day(sql, where) : timestamp(sql, where)));
  if (!from || !to) throw new Error('DATEDIFF has three arguments');
  return [from, to];
}

/** https://docs.snowflake.com/en/sql-reference/functions/months_between. A NUMBER of six digits after the point. */
export const monthsBetween: Rule = (call, env) =>
  macro(
    'months_between',
    argumentsOf(call, env, 2).map((arg) => day(arg, 'MONTHS_BETWEEN()')),
    'number',
    call.at,
  );

/** https://docs.snowflake.com/en/sql-reference/functions/add_months: the last day of a month stays the last. */
export const addMonths: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const moment = temporal(required(args, 0), 'ADD_MONTHS()');
  if (moment.type === 'time') refuse('ADD_MONTHS() of a TIME', call.at);
  return macro('add_months_at_end', [moment, whole(required(args, 1), 'ADD_MONTHS()')], moment.type, call.at);
};

const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/**
 * NEXT_DAY and PREVIOUS_DAY: the day by its first two letters, after leading blanks.
 * https://docs.snowflake.com/en/sql-reference/functions/next_day
 */
export const dayBeside =
  (macroName: 'next_day' | 'previous_day'): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, 2);
    const name = required(args, 1);
    const known = WEEKDAYS.indexOf(/^'\s*([a-z]{2})/i.exec(name.text)?.[1]?.toLowerCase() ?? '') + 1;
    const weekday =
      known > 0 && name.type === 'text' && name.simple
        ? simple(String(known), 'integer', name.at)
        : macro('weekday', [name], 'integer', name.at);
    return macro(macroName, [day(required(args, 0), `${call.name}()`), weekday], 'date', call.at);
  };
