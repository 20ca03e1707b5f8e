import { cast, tryCast } from '../expressions/cast';
import { storage, type Storage } from '../emit/data-type';
import type { Sql } from '../emit/sql';
import { isNumeric } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { momentText } from './dates/conversion';
import { wallClockAt } from './dates/wall-clock';
import { binaryText } from './encodings';
import { formattedDigits } from './number-parsing';
import { numberText } from './number-texts';
import {
  argumentsOf,
  count,
  literalText,
  literalWhole,
  prepared,
  required,
  type Rule,
  type Rules,
} from './rule';

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
    const source = formatted ? readBy(value, call, attempt) : value;
    return attempt ? tryCast(source, target) : cast(source, target);
  };

/** Digits with a point, of a text that is written as the format says. */
function readBy(value: Sql, call: Call, attempt: boolean): Sql {
  if (value.type !== 'text' && value.type !== 'unknown' && value.type !== 'null' && value.type !== 'variant')
    refuse(`${call.name}() of a ${value.type.toUpperCase()} with a format`, call.at);
  const source = prepared(value, 'text', `${call.name}()`);
  return formattedDigits(source, literalText(call, 1, 'The format'), attempt, call.args[1]?.at ?? call.at);
}

const toDouble =
  (attempt: boolean): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1, 2), 0);
    const source = call.args[1] ? readBy(value, call, attempt) : value;
    return attempt ? tryCast(source, type('DOUBLE')) : cast(source, type('DOUBLE'));
  };

/** TO_VARCHAR(x [, format]): formats of numbers, dates and BINARY. */
const toText: Rule = (call, env) => {
  count(call, 1, 2);
  const format = call.args[1];
  const value = wallClockAt(call, 0, env);
  if (!format) return cast(required(argumentsOf(call, env, 1), 0), type('VARCHAR'));
  const pattern = literalText(call, 1, 'The format');
  if (isNumeric(value.type)) return numberText(value, pattern, format.at);
  if (value.type === 'binary') return binaryText(value, pattern);
  if (value.type === 'unknown' && /[09$]/.test(pattern.replace(/FF\d|HH?24|HH?12/gi, '')))
    refuse(`A numeric format in ${call.name}()`, format.at, 'Cast the value to a number first.');
  return momentText(call, env);
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
  TO_DOUBLE: toDouble(false),
  TRY_TO_DOUBLE: toDouble(true),
  TO_BOOLEAN: one('BOOLEAN'),
  TRY_TO_BOOLEAN: one('BOOLEAN', true),
  TO_VARCHAR: toText,
  TO_CHAR: toText,
  TO_VARIANT: one('VARIANT'),
  TO_ARRAY: one('ARRAY'),
  TO_OBJECT: one('OBJECT'),
};
