import { unified } from '../expressions/conditional';
import { typed } from '../expressions/division';
import { alike, truth } from '../expressions/operator';
import { macro } from '../emit/macro';
import { scalar } from '../emit/operand';
import { atom, compound, Level, within, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { argumentsOf, native, required, type Rule, type Rules } from './rule';

const coalesce =
  (least: number, most: number): Rule =>
  (call, env) => {
    const args = argumentsOf(call, env, least, most);
    const { texts, type } = unified(args, call.name);
    return atom(`coalesce(${texts.join(', ')})`, type, call.at);
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
    const { texts, type } = unified(results, 'IFF');
    return atom(
      `CASE WHEN ${truth(condition, 'IFF').text} THEN ${texts[0] ?? ''} ELSE ${texts[1] ?? ''} END`,
      type,
      call.at,
    );
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
    alike(required(args, 0), required(args, 1), 'NULLIF');
    const [value, other] = [required(args, 0), required(args, 1)];
    // '' is neither a number nor a date, so what is compared with it is a text.
    const type = value.type === 'unknown' && other.text === "''" ? 'text' : value.type;
    return atom(`nullif(${value.text}, ${other.text})`, type, call.at);
  },
  // A unary plus keeps the type of a number, and has no text.
  ZEROIFNULL: native(['scalar'], 'numeric', (x) => `coalesce(+${x}, 0)`),
  NULLIFZERO: native(['scalar'], 'numeric', (x) => `nullif(+${x}, 0)`),
  DIV0: quotient('div0'),
  DIV0NULL: quotient('div0null'),
  EQUAL_NULL: (call, env) => {
    const args = argumentsOf(call, env, 2);
    alike(required(args, 0), required(args, 1), 'EQUAL_NULL');
    return compound(equal(required(args, 0), required(args, 1)), Level.Comparison, 'boolean', call.at);
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
      alike(operand, search, 'DECODE');
      return `WHEN ${equal(operand, search)} THEN ${texts[index] ?? ''}`;
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
  BOOLAND: native(
    ['scalar', 'scalar'],
    'boolean',
    (a, b) => `(CAST(${a} AS BOOLEAN) AND CAST(${b} AS BOOLEAN))`,
  ),
  BOOLOR: native(
    ['scalar', 'scalar'],
    'boolean',
    (a, b) => `(CAST(${a} AS BOOLEAN) OR CAST(${b} AS BOOLEAN))`,
  ),
  BOOLNOT: native(['scalar'], 'boolean', (a) => `(NOT CAST(${a} AS BOOLEAN))`),
};

function quotient(name: string): Rule {
  return (call, env) => {
    const args = argumentsOf(call, env, 2).map((arg) => typed(scalar(arg, call.name)));
    return macro(name, args, 'numeric', call.at);
  };
}
