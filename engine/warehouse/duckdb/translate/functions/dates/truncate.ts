import { macro } from '../../emit/macro';
import { atom, literal, simple, type Sql } from '../../emit/sql';
import { isMoment } from '../../expressions/moment';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, required, type Rule } from '../rule';
import { unitAt } from '../units';
import { temporal, withoutUnit } from './operand';
import { isSized, MICROSECONDS } from './unit-sizes';

/**
 * A moment cut to a unit; it keeps its type, and a DATE has no smaller unit than the day. Weeks begin on Monday
 * (WEEK_START = 0), as those of week_iso do. https://docs.snowflake.com/en/sql-reference/functions/date_trunc
 */
export function truncated(unit: string, value: Sql, call: Call): Sql {
  const name = unit === 'weekiso' ? 'week' : unit;
  if (!isSized(name)) refuse(`${call.name}() to ${unit}`, call.at);
  const moment = temporal(value, `${call.name}()`);
  const { type } = moment;
  if (type === 'time') {
    const microseconds = MICROSECONDS[name];
    if (microseconds === undefined) return refuse(`${call.name}() of a TIME to ${unit}`, call.at);
    return macro('time_floor', [moment, simple(String(microseconds), 'integer', call.at)], type, call.at);
  }
  if (type === 'date' && (name === 'day' || name in MICROSECONDS)) return moment;
  if (!isMoment(type))
    return macro('truncate', [simple(literal(name), 'text', call.at), moment], type, call.at);
  const cut = `date_trunc(${literal(name)}, ${moment.text})`;
  return atom(type === 'date' ? `CAST(${cut} AS DATE)` : cut, type, call.at);
}

export const dateTrunc: Rule = (call, env) =>
  truncated(unitAt(call, 0), required(withoutUnit(call, env, 0, 2), 0), call);

/** TRUNC(x, unit) is DATE_TRUNC(unit, x), where x is no number. https://docs.snowflake.com/en/sql-reference/functions/trunc2 */
export const truncByUnit: Rule = (call, env) =>
  truncated(
    unitAt(call, 1),
    required(argumentsOf({ ...call, args: call.args.slice(0, 1) }, env, 1), 0),
    call,
  );
