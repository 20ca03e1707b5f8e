import { unified } from '../expressions/conditional';
import { quotient, typed } from '../expressions/division';
import { asFloat, asNumber } from '../expressions/coercion';
import { comparable, truth } from '../expressions/operator';
import { withDecimal } from '../emit/decimal';
import { macro } from '../emit/macro';
import { scalar } from '../emit/operand';
import { atom, compound, Level, within, type Sql } from '../emit/sql';
import { isNumeric, isSemiStructured } from '../emit/type';
import { argumentsOf, required, type Rule, type Rules } from './rule';

const coalesce =
  (least: number, most: number): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, least, most);
    const { texts, type, decimal } = unified(args, call.name);
    return withDecimal(atom(`coalesce(${texts.join(', ')})`, type, call.at), decimal);
  };

/**
 * GREATEST and LEAST are null as soon as one argument is; DuckDB's own leave nulls out, as the _IGNORE_NULLS forms do.
 * https://docs.snowflake.com/en/sql-reference/functions/greatest
 */
const extreme =
  (name: string, ignoreNulls: boolean): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, 1, Infinity).map((arg) => scalar(arg, `${call.name}()`));
    const { texts, type } = unified(args, call.name);
    const best = `${name}(${texts.join(', ')})`;
    if (ignoreNulls || args.length === 1) return atom(best, type, call.at);
    const nulls = args.map((arg) => `${within(arg, Level.Concatenation)} IS NULL`).join(' OR ');
    return atom(`CASE WHEN ${nulls} THEN NULL ELSE ${best} END`, type, call.at);
  };

const equal = (left: Sql, right: Sql): string =>
  `${within(left, Level.Concatenation)} IS NOT DISTINCT FROM ${within(right, Level.Concatenation)}`;

/** https://docs.snowflake.com/en/sql-reference/functions-conditional */
export const conditionals: Rules = {
  IFF: (call, env) => {
    const [condition, ...results] = argumentsOf(call, env, 3);
    if (!condition) throw new Error('IFF has three arguments');
    const { texts, type, decimal } = unified(results, 'IFF');
    const text = `CASE WHEN ${truth(condition, 'IFF').text} THEN ${texts[0] ?? ''} ELSE ${texts[1] ?? ''} END`;
    return withDecimal(atom(text, type, call.at), decimal);
  },
  COALESCE: coalesce(1, Infinity),
  NVL: coalesce(2, 2),
  IFNULL: coalesce(2, 2),
  NVL2: (call, env) => {
    const [tested, ...results] = argumentsOf(call, env, 3);
    if (!tested) throw new Error('NVL2 has three arguments');
    const { texts, type } = unified(results, 'NVL2');
    const test = `${within(tested, Level.Concatenation)} IS NOT NULL`;
    return atom(`CASE WHEN ${test} THEN ${texts[0] ?? ''} ELSE ${texts[1] ?? ''} END`, type, call.at);
  },
  NULLIF: (call, env) => {
    const args = argumentsOf(call, env, 2);
    const [value, other] = [required(args, 0), required(args, 1)];
    const [left, right] = comparable(value, other, 'NULLIF');
    if (left !== value)
      return atom(`CASE WHEN ${equal(left, right)} THEN NULL ELSE ${value.text} END`, value.type, call.at);
    // '' is neither a number nor a date, so what is compared with it is a text.
    const type = value.type === 'unknown' && right.text === "''" ? 'text' : value.type;
    return withDecimal(atom(`nullif(${value.text}, ${right.text})`, type, call.at), value.decimal);
  },
  // A unary plus keeps the type of a number, and has no text.
  ZEROIFNULL: ofNumber((x) => `coalesce(+${x}, 0)`),
  NULLIFZERO: ofNumber((x) => `nullif(+${x}, 0)`),
  DIV0: divided('div0'),
  DIV0NULL: divided('div0null'),
  EQUAL_NULL: (call, env) => {
    const args = argumentsOf(call, env, 2);
    const sides = comparable(required(args, 0), required(args, 1), 'EQUAL_NULL');
    return compound(equal(...sides), Level.Comparison, 'boolean', call.at);
  },
  /** Nulls are equal here, unlike in CASE. https://docs.snowflake.com/en/sql-reference/functions/decode */
  DECODE: (call, env) => {
    const [operand, ...rest] = argumentsOf(call, env, 3, Infinity);
    if (!operand) throw new Error('DECODE has an argument');
    const paired = rest.length - (rest.length % 2);
    const searches = rest.slice(0, paired).filter((_item, index) => index % 2 === 0);
    const results = rest.filter((_item, index) => index % 2 === 1 || index === paired);
    const { texts, type } = unified(results, 'DECODE');
    const whens = searches.map((search, index) => {
      return `WHEN ${equal(...comparable(operand, search, 'DECODE'))} THEN ${texts[index] ?? ''}`;
    });
    const tail = rest.length > paired ? ` ELSE ${texts.at(-1) ?? ''}` : '';
    return atom(`CASE ${whens.join(' ')}${tail} END`, type, call.at);
  },
  GREATEST: extreme('greatest', false),
  LEAST: extreme('least', false),
  GREATEST_IGNORE_NULLS: extreme('greatest', true),
  LEAST_IGNORE_NULLS: extreme('least', true),
  IS_NULL_VALUE: (call, env) => {
    const [value] = argumentsOf(call, env, 1);
    if (!value) throw new Error('IS_NULL_VALUE has an argument');
    const variant = isSemiStructured(value.type) ? value : macro('variant', [value], 'variant', value.at);
    return compound(`json_type(${variant.text}) = 'NULL'`, Level.Comparison, 'boolean', call.at);
  },
  BOOLAND: ofTruths(2, (a, b) => `(${a} AND ${b})`),
  BOOLOR: ofTruths(2, (a, b) => `(${a} OR ${b})`),
  BOOLXOR: ofTruths(2, (a, b) => `(${a} <> ${b})`),
  BOOLNOT: ofTruths(1, (a) => `(NOT ${a})`),
  REGR_VALX: preserving(1),
  REGR_VALY: preserving(0),
};

function divided(name: string): Rule {
  return (call, env) => {
    const args = argumentsOf(call, env, 2).map((arg) => asNumber(arg, `${call.name}()`));
    return quotient(name, required(args, 0), required(args, 1), call.at);
  };
}

function ofNumber(print: (x: string) => string): Rule {
  return (call, env) => {
    const value = asNumber(required(argumentsOf(call, env, 1), 0), `${call.name}()`);
    const type = isNumeric(value.type) ? value.type : 'numeric';
    return atom(print(within(typed(value), Level.Atom)), type, call.at);
  };
}

/**
 * BOOLAND and its like round numbers first: 0.3 is false.
 * https://docs.snowflake.com/en/sql-reference/functions/booland
 */
function ofTruths(count: number, print: (...args: string[]) => string): Rule {
  return (call, env) => {
    const args = argumentsOf(call, env, count).map((arg) => {
      if (arg.type === 'boolean') return `${within(arg, Level.Atom)}`;
      if (arg.type === 'unknown') return macro('rounded_truth', [arg], 'boolean', arg.at).text;
      return `(round(${typed(asNumber(arg, `${call.name}()`)).text}) <> 0)`;
    });
    return atom(print(...args), 'boolean', call.at);
  };
}

/** One of the two as a FLOAT, where neither is null. https://docs.snowflake.com/en/sql-reference/functions/regr_valx */
function preserving(index: 0 | 1): Rule {
  return (call, env) => {
    const args = argumentsOf(call, env, 2).map((arg) => asFloat(arg, `${call.name}()`));
    const nulls = args.map((arg) => `${within(arg, Level.Concatenation)} IS NOT NULL`).join(' AND ');
    return atom(`CASE WHEN ${nulls} THEN ${required(args, index).text} END`, 'float', call.at);
  };
}
