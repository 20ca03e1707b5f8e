import { macro } from '../../emit/macro';
import { literal, simple, type Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import { argumentsOf, count, literalText, literalWhole, required, type Rule } from '../rule';
import { unitAt } from '../units';
import { day, temporal } from './operand';
import { DAYS, MICROSECONDS, MONTHS } from './unit-sizes';
import { wallClockAt } from './wall-clock';

/** https://docs.snowflake.com/en/sql-reference/functions/last_day: always a DATE. */
export const lastDay: Rule = (call, env) => {
  count(call, 1, 2);
  const given = call.args[1] ? unitAt(call, 1) : 'month';
  const unit = given === 'weekiso' ? 'week' : given;
  if (!['month', 'year', 'quarter', 'week'].includes(unit)) refuse(`LAST_DAY of ${given}`, call.at);
  const value = day(wallClockAt(call, 0, env), 'LAST_DAY()');
  return macro('last_day_of', [simple(literal(unit), 'text', call.at), value], 'date', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions/time_slice: weeks from the Monday before 1970-01-01. */
export const timeSlice: Rule = (call, env) => {
  count(call, 3, 4);
  const unit = unitAt(call, 2);
  const size = literalWhole(call, 1, 'The length');
  const which = call.args[3] ? literalText(call, 3, 'The end').toUpperCase() : 'START';
  if (size < 1 || (which !== 'START' && which !== 'END')) refuse('This slice in TIME_SLICE()', call.at);
  const value = required(argumentsOf({ ...call, args: call.args.slice(0, 1) }, env, 1), 0);
  const moment = temporal(value, 'TIME_SLICE()');
  const { type } = moment;
  if (type === 'time' || type === 'timestamptz')
    refuse(
      `TIME_SLICE of a ${type === 'time' ? 'TIME' : 'TIMESTAMP_LTZ'}`,
      call.at,
      'Cast it to TIMESTAMP_NTZ.',
    );
  if (type === 'date' && unit in MICROSECONDS)
    refuse(`TIME_SLICE of a DATE by ${unit}s`, call.at, 'Cast it to TIMESTAMP_NTZ.');
  const number = (n: number): Sql => simple(String(n), 'integer', call.at);
  const ends = number(which === 'END' ? 1 : 0);
  const months = MONTHS[unit];
  if (months !== undefined)
    return macro('slice_months', [moment, number(size * months), ends], type, call.at);
  const days = DAYS[unit];
  const microseconds = days === undefined ? MICROSECONDS[unit] : days * 86_400_000_000;
  if (microseconds === undefined || unit === 'millisecond' || unit === 'microsecond')
    return refuse(`TIME_SLICE of ${unit}`, call.at);
  const origin = number(unit === 'week' ? -3 * 86_400_000_000 : 0);
  return macro('slice_microseconds', [moment, number(size * microseconds), ends, origin], type, call.at);
};
