import { cast, tryCast } from '../expressions/cast';
import { storage, type Storage } from '../emit/data-type';
import { macro } from '../emit/macro';
import { scalar, text, timestamp } from '../emit/operand';
import { atom, literal, simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { reading, writing } from './date-formats';
import { argumentsOf, literalText, literalWhole, required, type Rule, type Rules } from './rule';

const type = (name: string, ...parameters: number[]): Storage => storage({ name, parameters, at: 0 });

/** TO_NUMBER(x [, format] [, precision [, scale]]). Without precision it is NUMBER(38,0): digits after the point are rounded away. */
const toNumber =
  (attempt: boolean): Rule =>
  (call, env) => {
    const formatted = call.args[1]?.kind === 'string';
    const args = argumentsOf(call, env, 1, formatted ? 4 : 3);
    const first = formatted ? 2 : 1;
    const precision = call.args[first] ? literalWhole(call, first, 'The precision') : 38;
    const scale = call.args[first + 1] ? literalWhole(call, first + 1, 'The scale') : 0;
    const target = type('NUMBER', precision, scale);
    const value = required(args, 0);
    const source = formatted ? plainDigits(value, literalText(call, 1, 'The format'), call) : value;
    return attempt ? tryCast(source, target) : cast(source, target);
  };

/**
 * A format of $, commas, one point and nines: what it describes is taken away, after its shape has been checked.
 * Every nine is a digit or nothing. https://docs.snowflake.com/en/sql-reference/sql-format-models
 */
function plainDigits(value: Sql, format: string, call: Call): Sql {
  if (!/^\$?9[9,]*(\.9*)?$/.test(format))
    refuse(
      `The number format ${JSON.stringify(format)}`,
      call.args[1]?.at ?? call.at,
      'Use REPLACE to take away what is no digit.',
    );
  const [whole = '', fraction] = format.replace('$', '').split('.');
  const dollar = format.startsWith('$') ? '\\$?' : '';
  const digits = whole
    .split('')
    .map((character) => (character === ',' ? ',?' : '[0-9]?'))
    .join('');
  const pattern = `-?${dollar}${digits}${fraction === undefined ? '' : `(\\.[0-9]{0,${fraction.length}})?`}`;
  const input = text(value, call.name);
  return atom(
    `CASE WHEN regexp_full_match(${input.text}, ${literal(pattern)}) THEN replace(replace(${input.text}, '$', ''), ',', '') ELSE '?' || ${input.text} END`,
    'text',
    call.at,
  );
}

/** TO_DATE and TO_TIMESTAMP: of a text with or without a format, of a number as seconds or at a scale. */
const toMoment =
  (name: string, attempt: boolean): Rule =>
  (call, env) => {
    const target = type(name);
    const args = argumentsOf(call, env, 1, 2);
    const value = required(args, 0);
    const format = call.args[1];
    if (!format) return attempt ? tryCast(value, target) : cast(value, target);
    if (format.kind === 'number') {
      if (attempt || target.type !== 'timestamp') refuse(`A scale in ${call.name}()`, format.at);
      const scale = literalWhole(call, 1, 'The scale');
      return macro(
        'scaled_timestamp',
        [scalar(value, call.name), simple(String(scale), 'integer', format.at)],
        'timestamp',
        call.at,
      );
    }
    const pattern = literalText(call, 1, 'The format');
    const source = isSemiStructured(value.type) ? cast(value, type('VARCHAR')) : value;
    if (source.type !== 'text' && source.type !== 'unknown' && source.type !== 'null')
      refuse(`${call.name}() of a ${source.type.toUpperCase()} with a format`, call.at);
    if (pattern.toUpperCase() === 'AUTO') return attempt ? tryCast(source, target) : cast(source, target);
    const { formats, shape } = reading(pattern, format.at);
    const parsed = macro(
      attempt ? 'try_parse_moment' : 'parse_moment',
      [source, simple(formats, 'text', format.at), simple(shape, 'text', format.at)],
      'timestamp',
      call.at,
    );
    return target.type === 'timestamp'
      ? parsed
      : atom(`CAST(${parsed.text} AS ${target.sql})`, target.type, call.at);
  };

/** TO_VARCHAR(x [, format]): formats of dates; numeric formats are refused. */
const toText: Rule = (call, env) => {
  const args = argumentsOf(call, env, 1, 2);
  const value = required(args, 0);
  const format = call.args[1];
  if (!format) return cast(value, type('VARCHAR'));
  const pattern = literalText(call, 1, 'The format');
  if (
    value.type === 'number' ||
    value.type === 'integer' ||
    value.type === 'float' ||
    /[09$]/.test(pattern.replace(/FF\d|HH?24|HH?12/gi, ''))
  ) {
    refuse(`A numeric format in ${call.name}()`, format.at, 'Use ROUND, LPAD or a cast.');
  }
  const moment = timestamp(value, call.name);
  return atom(`strftime(${moment.text}, ${writing(pattern, format.at)})`, 'text', call.at);
};

const one =
  (name: string, attempt = false): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1), 0);
    return attempt ? tryCast(value, type(name)) : cast(value, type(name));
  };

/** https://docs.snowflake.com/en/sql-reference/functions-conversion */
export const conversions: Rules = {
  TO_NUMBER: toNumber(false),
  TO_DECIMAL: toNumber(false),
  TO_NUMERIC: toNumber(false),
  TRY_TO_NUMBER: toNumber(true),
  TRY_TO_DECIMAL: toNumber(true),
  TRY_TO_NUMERIC: toNumber(true),
  TO_DOUBLE: one('DOUBLE'),
  TRY_TO_DOUBLE: one('DOUBLE', true),
  TO_BOOLEAN: one('BOOLEAN'),
  TRY_TO_BOOLEAN: one('BOOLEAN', true),
  TO_DATE: toMoment('DATE', false),
  DATE: toMoment('DATE', false),
  TRY_TO_DATE: toMoment('DATE', true),
  TO_TIME: one('TIME'),
  TRY_TO_TIME: one('TIME', true),
  TO_TIMESTAMP: toMoment('TIMESTAMP', false),
  TRY_TO_TIMESTAMP: toMoment('TIMESTAMP', true),
  TO_TIMESTAMP_NTZ: toMoment('TIMESTAMP', false),
  TRY_TO_TIMESTAMP_NTZ: toMoment('TIMESTAMP', true),
  TO_TIMESTAMP_LTZ: one('TIMESTAMP_LTZ'),
  TRY_TO_TIMESTAMP_LTZ: one('TIMESTAMP_LTZ', true),
  TO_VARCHAR: toText,
  TO_CHAR: toText,
  TO_VARIANT: one('VARIANT'),
  TO_ARRAY: one('ARRAY'),
  TO_OBJECT: one('OBJECT'),
};
