import { macro } from '../../emit/macro';
import { atom, simple, type Sql } from '../../emit/sql';
import { moment } from '../../expressions/moment';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { argumentsOf, required, viaMacro, type Rule, type Rules } from '../rule';

const nothing = (at: number): Sql => simple('0', 'integer', at);

/** Parts beyond their range carry over: month 13 is January of the next year, day 0 the last of the month before. */
const dateFromParts = viaMacro('parts_to_date', ['scalar', 'scalar', 'scalar'], 'date');

/** The optional last argument is nanoseconds: those that are no whole microseconds fail. */
const timeFromParts: Rule = (call, env) => {
  const args = argumentsOf(call, env, 3, 4);
  return macro('parts_to_time', args.length === 3 ? [...args, nothing(call.at)] : args, 'time', call.at);
};

/** TIMESTAMP_FROM_PARTS is TIMESTAMP_NTZ's, of six or seven parts, or of a date and a time. */
const timestampFromParts: Rule = (call, env) => {
  if (call.args.length === 2) return dateAndTime(call, argumentsOf(call, env, 2));
  const args = argumentsOf(call, env, 6, 7);
  return macro(
    'parts_to_timestamp',
    args.length === 6 ? [...args, nothing(call.at)] : args,
    'timestamp',
    call.at,
  );
};

function dateAndTime(call: Call, args: readonly Sql[]): Sql {
  const [date, time] = [required(args, 0), required(args, 1)];
  if (date.type !== 'date' || time.type !== 'time')
    refuse(`${call.name}() of anything but a DATE and a TIME`, call.at, 'Cast them.');
  return atom(`(${date.text} + ${time.text})`, 'timestamp', call.at);
}

/** The session's zone is UTC. */
const ltzFromParts: Rule = (call, env) =>
  call.args.length === 2
    ? refuse(`${call.name}() of a date and a time`, call.at)
    : moment(timestampFromParts(call, env), 'timestamptz');

/** https://docs.snowflake.com/en/sql-reference/functions/date_from_parts, …/time_from_parts, …/timestamp_from_parts */
export const fromParts: Rules = {
  DATE_FROM_PARTS: dateFromParts,
  DATEFROMPARTS: dateFromParts,
  TIME_FROM_PARTS: timeFromParts,
  TIMEFROMPARTS: timeFromParts,
  TIMESTAMP_FROM_PARTS: timestampFromParts,
  TIMESTAMPFROMPARTS: timestampFromParts,
  TIMESTAMP_NTZ_FROM_PARTS: timestampFromParts,
  TIMESTAMPNTZFROMPARTS: timestampFromParts,
  TIMESTAMP_LTZ_FROM_PARTS: ltzFromParts,
  TIMESTAMPLTZFROMPARTS: ltzFromParts,
};
