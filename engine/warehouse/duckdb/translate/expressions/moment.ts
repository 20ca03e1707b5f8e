import type { Type } from '../emit/type';
import { macro } from '../emit/macro';
import { atom, simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { refuse } from '../refusal';

/** A type of the calendar or the clock. */
export type Moment = Extract<Type, 'date' | 'time' | 'timestamp' | 'timestamptz'>;

const STORED: Readonly<Record<Moment, string>> = {
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
};

/** What the compatibility macros are called after: text_to_date, try_date, to_date, json_text_to_date. */
const NAMED: Readonly<Record<Moment, string>> = { ...STORED, timestamptz: 'timestamptz' };
const named = (type: Moment): string => NAMED[type].toLowerCase();

export const isMoment = (type: Type): type is Moment =>
  type === 'date' || type === 'time' || type === 'timestamp' || type === 'timestamptz';

/**
 * A value as a DATE, TIME or TIMESTAMP. https://docs.snowflake.com/en/sql-reference/data-type-conversion
 * A TIMESTAMP_LTZ is cast by the session's zone, which is UTC. There is no TIME of a DATE, nor the other way round.
 */
export function moment(from: Sql, type: Moment): Sql {
  if (from.type === type) return from;
  if (from.type === 'null') return { ...atom(`CAST(NULL AS ${STORED[type]})`, type, from.at), simple: true };
  if (isSemiStructured(from.type)) return unwrapped(from, type);
  if (isMoment(from.type)) return converted(from, from.type, type);
  switch (from.type) {
    case 'text':
      return literalMoment(from, type) ?? macro(`text_to_${named(type)}`, [from], type, from.at);
    case 'integer':
    case 'number':
    case 'numeric':
      if (type === 'date' || type === 'time')
        refuse(
          `A cast of a number to ${STORED[type]}`,
          from.at,
          `Cast it to VARCHAR and use TO_${STORED[type]} with a format.`,
        );
      return moment(secondsOf(from, 0), type);
    default:
      return macro(`to_${named(type)}`, [from], type, from.at);
  }
}

/** A number of 10^-scale seconds since 1970. https://docs.snowflake.com/en/sql-reference/functions/to_timestamp */
export function secondsOf(from: Sql, scale: number): Sql {
  const factor = { 0: 1_000_000, 3: 1_000, 6: 1 }[scale];
  if (from.type === 'integer' && factor !== undefined) {
    const microseconds = factor === 1 ? from.text : `CAST(${from.text} AS BIGINT) * ${factor}`;
    return atom(`make_timestamp(${microseconds})`, 'timestamp', from.at);
  }
  return macro('scaled_timestamp', [from, simple(String(scale), 'integer', from.at)], 'timestamp', from.at);
}

function converted(from: Sql, source: Moment, type: Moment): Sql {
  if (source === 'time' || (source === 'date' && type === 'time'))
    refuse(`A cast of a ${STORED[source]} to ${STORED[type]}`, from.at, 'Snowflake has none either.');
  const inner = source === 'timestamptz' && type === 'time' ? `CAST(${from.text} AS TIMESTAMP)` : from.text;
  return { ...atom(`CAST(${inner} AS ${STORED[type]})`, type, from.at), simple: from.simple };
}

/** A text inside a VARIANT is read as a text; a number is seconds, and no DATE or TIME. */
function unwrapped(from: Sql, type: Moment): Sql {
  const [base, at] = from.json ? [from.json.from, from.json.path] : [from.text, `'$'`];
  const text = atom(`json_extract_string(${base}, ${at})`, 'text', from.at);
  const kind = atom(`json_type(${base}, ${at})`, 'text', from.at);
  return macro(`json_text_to_${named(type)}`, [text, kind], type, from.at);
}

/** The TRY_ form, of a text. */
export const tryMoment = (from: Sql, type: Moment): Sql =>
  literalMoment(from, type) ?? macro(`try_${named(type)}`, [from], type, from.at);

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,6})?';

/** A literal that is a plain date, time or timestamp needs no check when the statement runs. */
function literalMoment(from: Sql, type: Moment): Sql | undefined {
  if (type === 'time')
    return new RegExp(`^'${CLOCK}'$`).test(from.text)
      ? simple(`TIME ${from.text}`, type, from.at)
      : undefined;
  const [, year, month, day, clock] =
    new RegExp(`^'(\\d{4})-(\\d{2})-(\\d{2})( ${CLOCK})?'$`).exec(from.text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (
    year === undefined ||
    date.getUTCMonth() !== Number(month) - 1 ||
    date.getUTCFullYear() !== Number(year)
  )
    return undefined;
  if (type === 'date') return clock === undefined ? simple(`DATE ${from.text}`, type, from.at) : undefined;
  return type === 'timestamp' ? simple(`TIMESTAMP ${from.text}`, type, from.at) : undefined;
}
