import { cast, tryCast } from '../expressions/cast';
import { storage, type Storage } from '../emit/data-type';
import { text } from '../emit/operand';
import { atom, literal, type Sql } from '../emit/sql';
import { isNumeric } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { momentText } from './dates/conversion';
import { wallClockAt } from './dates/wall-clock';
import { argumentsOf, count, literalText, literalWhole, required, type Rule, type Rules } from './rule';

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

/** TO_VARCHAR(x [, format]): formats of dates; numeric formats are refused. */
const toText: Rule = (call, env) => {
  count(call, 1, 2);
  const value = wallClockAt(call, 0, env);
  const format = call.args[1];
  if (!format) return cast(required(argumentsOf(call, env, 1), 0), type('VARCHAR'));
  const pattern = literalText(call, 1, 'The format');
  if (isNumeric(value.type) || /[09$]/.test(pattern.replace(/FF\d|HH?24|HH?12/gi, '')))
    refuse(`A numeric format in ${call.name}()`, format.at, 'Use ROUND, LPAD or a cast.');
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
  TO_DOUBLE: one('DOUBLE'),
  TRY_TO_DOUBLE: one('DOUBLE', true),
  TO_BOOLEAN: one('BOOLEAN'),
  TRY_TO_BOOLEAN: one('BOOLEAN', true),
  TO_VARCHAR: toText,
  TO_CHAR: toText,
  TO_VARIANT: one('VARIANT'),
  TO_ARRAY: one('ARRAY'),
  TO_OBJECT: one('OBJECT'),
};
