import { macro } from '../../emit/macro';
import { scalar, text } from '../../emit/operand';
import { simple, type Sql } from '../../emit/sql';
import { isSemiStructured } from '../../emit/type';
import { isMoment, moment, secondsOf, tryMoment, type Moment } from '../../expressions/moment';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { reading } from '../date-formats/reading';
import { formatted } from '../date-formats/writing';
import { count, literalText, literalWhole, type Rule, type Rules } from '../rule';
import { zonedInstant } from './timezone';
import { wallClockAt } from './wall-clock';

/** TO_DATE, TO_TIME and TO_TIMESTAMP: of a text with or without a format, of a number as seconds or at a scale. */
const toMoment =
  (type: Moment, attempt: boolean): Rule =>
  (call, env) => {
    count(call, 1, 2);
    const [source, format] = call.args;
    const instant = type === 'timestamptz' && source ? zonedInstant(source, env) : undefined;
    const value = instant ?? wallClockAt(call, 0, env);
    if (!format) return plain(value, type, attempt, call);
    if (format.kind === 'number') return scaled(value, type, attempt, call);
    const pattern = literalText(call, 1, 'The format');
    const given = isSemiStructured(value.type) ? text(value, `${call.name}()`) : value;
    if (pattern.toUpperCase() === 'AUTO') return plain(given, type, attempt, call);
    if (given.type !== 'text' && given.type !== 'unknown' && given.type !== 'null')
      refuse(`${call.name}() of a ${given.type.toUpperCase()} with a format`, call.at);
    return inFormat(given, type, pattern, attempt, call);
  };

/** The TRY_ forms take texts alone: https://docs.snowflake.com/en/sql-reference/functions/try_to_date */
function plain(value: Sql, type: Moment, attempt: boolean, call: Call): Sql {
  if (!attempt || value.type === 'null') return moment(value, type);
  if (value.type === 'text' || value.type === 'unknown') return tryMoment(value, type);
  return refuse(
    `${call.name}() of a ${value.type.toUpperCase()}`,
    call.at,
    'It takes a text: use the form without TRY_.',
  );
}

/** https://docs.snowflake.com/en/sql-reference/functions/to_timestamp: 0 is seconds, 3 milliseconds, 9 nanoseconds. */
function scaled(value: Sql, type: Moment, attempt: boolean, call: Call): Sql {
  const scale = literalWhole(call, 1, 'The scale');
  if (attempt || type === 'date' || type === 'time' || scale < 0 || scale > 9)
    refuse(`A scale in ${call.name}()`, call.args[1]?.at ?? call.at);
  if (value.type === 'text' || value.type === 'float' || isMoment(value.type))
    refuse(`A scale of a ${value.type.toUpperCase()} in ${call.name}()`, call.at, 'Cast it to NUMBER.');
  return moment(secondsOf(scalar(value, `${call.name}()`), scale), type);
}

function inFormat(value: Sql, type: Moment, pattern: string, attempt: boolean, call: Call): Sql {
  const at = call.args[1]?.at ?? call.at;
  const { formats, shape, loose, kept, twoDigitYear, zoned } = reading(pattern, at, type === 'timestamptz');
  const constant = (sql: string): Sql => simple(sql, 'text', at);
  const args = [value, constant(formats), constant(shape), constant(loose)];
  const read: Moment = zoned ? 'timestamptz' : 'timestamp';
  const found =
    kept === undefined
      ? macro('try_parse_moment', args, read, call.at)
      : macro('try_parse_cut_moment', [...args, constant(kept)], read, call.at);
  const dated = twoDigitYear ? macro('in_century', [found], read, call.at) : found;
  return moment(attempt ? dated : macro('parsed', [value, dated], read, call.at), type);
}

/** TO_CHAR(moment, format). https://docs.snowflake.com/en/sql-reference/functions/to_char */
export function momentText(call: Call, env: Parameters<Rule>[1]): Sql {
  const value = wallClockAt(call, 0, env);
  const pattern = literalText(call, 1, 'The format');
  const at = call.args[1]?.at ?? call.at;
  const known: Sql = value.type === 'null' ? moment(value, 'timestamp') : value;
  if (!isMoment(known.type) && known.type !== 'unknown')
    refuse(
      `${call.name}() of a ${known.type.toUpperCase()} with a format of a date`,
      call.at,
      'Cast it to DATE or TIMESTAMP_NTZ.',
    );
  // What is a TIME fails there, as does a text.
  const typed = known.type === 'unknown' ? macro('temporal', [known], 'timestamp', call.at) : known;
  return { ...formatted(typed, pattern, at), at: call.at };
}

/** TIME takes no format. */
const time: Rule = (call, env) => {
  count(call, 1, 1);
  return toMoment('time', false)(call, env);
};

/** https://docs.snowflake.com/en/sql-reference/functions/to_date, …/to_time, …/to_timestamp, …/try_to_date */
export const dateConversions: Rules = {
  TO_DATE: toMoment('date', false),
  DATE: toMoment('date', false),
  TRY_TO_DATE: toMoment('date', true),
  TO_TIME: toMoment('time', false),
  TIME: time,
  TRY_TO_TIME: toMoment('time', true),
  TO_TIMESTAMP: toMoment('timestamp', false),
  TRY_TO_TIMESTAMP: toMoment('timestamp', true),
  TO_TIMESTAMP_NTZ: toMoment('timestamp', false),
  TRY_TO_TIMESTAMP_NTZ: toMoment('timestamp', true),
  TO_TIMESTAMP_LTZ: toMoment('timestamptz', false),
  TRY_TO_TIMESTAMP_LTZ: toMoment('timestamptz', true),
};
