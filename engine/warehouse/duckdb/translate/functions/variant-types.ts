import { storage } from '../emit/data-type';
import { macro } from '../emit/macro';
import { atom, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { variantOf } from '../expressions/semistructured';
import { argumentsOf, literalWhole, required, type Rule, type Rules } from './rule';

/**
 * Type predicates and strict casts. https://docs.snowflake.com/en/sql-reference/functions/is and …/as
 * Those of dates, times and BINARY are left out: such a value is a text here once it is inside a VARIANT.
 */
const test =
  (condition: (x: string) => string): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1), 0);
    return atom(`(${condition(variantOf(value))})`, 'boolean', call.at);
  };

const ofType = (type: string): Rule => test((x) => `json_type(${x}) = '${type}'`);

const strict =
  (name: string, type: Type, finish: (text: string) => string = (value) => value): Rule =>
  (call, env) => {
    const value = variant(required(argumentsOf(call, env, 1), 0));
    return atom(finish(macro(name, [value], type, call.at).text), type, call.at);
  };

const variant = (sql: Sql): Sql => atom(variantOf(sql), 'variant', sql.at);

const whole =
  (kind: string, type: Type): Rule =>
  (call, env) => {
    const value = variant(required(argumentsOf(call, env, 1), 0));
    return macro('of_type', [value, atom(`'${kind}'`, 'text', call.at)], type, call.at);
  };

/** AS_NUMBER(v [, precision [, scale]]): NUMBER(38, 0) where nothing is said. */
const asNumber: Rule = (call, env) => {
  const value = variant(required(argumentsOf(call, env, 1, 3), 0));
  const precision = call.args[1] ? literalWhole(call, 1, 'The precision') : 38;
  const scale = call.args[2] ? literalWhole(call, 2, 'The scale') : 0;
  const target = storage({ name: 'NUMBER', parameters: [precision, scale], at: call.at });
  const digits = macro('as_number', [value], 'text', call.at).text;
  return atom(
    target.type === 'integer'
      ? `CAST(CAST(${digits} AS DECIMAL(38,0)) AS BIGINT)`
      : `CAST(${digits} AS ${target.sql})`,
    target.type,
    call.at,
  );
};

const asText = strict('as_text', 'text');
const asDouble = strict('as_double', 'float');
const isText = ofType('VARCHAR');
const isDouble = test((x) => `json_type(${x}) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')`);

export const variantTypes: Rules = {
  IS_ARRAY: ofType('ARRAY'),
  IS_OBJECT: ofType('OBJECT'),
  IS_BOOLEAN: ofType('BOOLEAN'),
  IS_VARCHAR: isText,
  IS_CHAR: isText,
  IS_INTEGER: test((x) => `sf.typeof(${x}) = 'INTEGER'`),
  IS_DECIMAL: test((x) => `sf.typeof(${x}) IN ('INTEGER', 'DECIMAL')`),
  IS_DOUBLE: isDouble,
  IS_REAL: isDouble,
  AS_ARRAY: whole('ARRAY', 'array'),
  AS_OBJECT: whole('OBJECT', 'object'),
  AS_BOOLEAN: strict('as_boolean', 'boolean'),
  AS_VARCHAR: asText,
  AS_CHAR: asText,
  AS_INTEGER: strict('as_integer', 'integer', (text) => `CAST(${text} AS BIGINT)`),
  AS_NUMBER: asNumber,
  AS_DECIMAL: asNumber,
  AS_DOUBLE: asDouble,
  AS_REAL: asDouble,
};
