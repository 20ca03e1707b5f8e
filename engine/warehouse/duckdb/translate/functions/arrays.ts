import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, simple, type Sql } from '../emit/sql';
import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { variantOf } from '../expressions/semistructured';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { toVariant } from './semistructured';
import { argumentsOf, prepared, required, type Rule, type Rules } from './rule';

type Param = 'array' | 'value' | 'sought' | 'whole' | 'text' | 'flag';

/** An argument in the form that the macros take. */
function argument(arg: Sql, as: Param, call: Call): Sql {
  switch (as) {
    case 'array':
      return atom(variantOf(arg), 'array', arg.at);
    case 'value':
      return atom(toVariant(arg, call.name), 'variant', arg.at);
    case 'sought':
      return sought(arg, call);
    case 'whole':
      return arg.type === 'null'
        ? { ...arg, text: 'CAST(NULL AS BIGINT)' }
        : { ...prepared(arg, 'whole', `${call.name}()`), type: 'integer' };
    case 'text':
      return arg.type === 'null' ? { ...arg, text: 'CAST(NULL AS VARCHAR)' } : text(arg, `${call.name}()`);
    case 'flag':
      if (arg.type !== 'boolean' && arg.type !== 'null')
        refuse(`A flag of ${call.name}() that is no boolean`, arg.at);
      return arg.type === 'null' ? { ...arg, text: 'CAST(NULL AS BOOLEAN)' } : arg;
  }
}

/** A value to be found: texts and dates have to be cast to VARIANT, numbers and booleans are coerced. */
function sought(arg: Sql, call: Call): Sql {
  const coerced =
    isSemiStructured(arg.type) || isNumeric(arg.type) || arg.type === 'boolean' || arg.type === 'null';
  if (!coerced) refuse(`${call.name}() of a value that is no VARIANT`, arg.at, 'Add ::variant.');
  return atom(toVariant(arg, call.name), 'variant', arg.at);
}

/** A macro over the arguments, each in its form; the last ones may be left out where there are defaults. */
const over =
  (name: string, params: readonly Param[], type: Type, defaults: readonly Sql[] = []): Rule =>
  (call, env) => {
    const least = params.length - defaults.length;
    const given = argumentsOf(call, env, least, params.length).map((arg, index) =>
      argument(arg, params[index] ?? 'value', call),
    );
    return macro(name, [...given, ...defaults.slice(given.length - least)], type, call.at);
  };

const constructed =
  (print: (list: string) => string): Rule =>
  (call, env) => {
    const items = argumentsOf(call, env, 0, Infinity).map((arg) => toVariant(arg, call.name));
    return atom(print(`[${items.join(', ')}]::JSON[]`), 'array', call.at);
  };

/** A value that is known to be no object and no array is compared without canonical texts. */
const contains: Rule = (call, env) => {
  const value = required(argumentsOf(call, env, 2), 0);
  const flat = isNumeric(value.type) || value.type === 'boolean' || isScalarVariant(call);
  return over(flat ? 'array_contains_scalar' : 'array_contains', ['sought', 'array'], 'boolean')(call, env);
};

/** `'x'::variant` and TO_VARIANT('x'). */
function isScalarVariant(call: Call): boolean {
  const [node] = call.args;
  const inner =
    node?.kind === 'cast' && node.type.name === 'VARIANT'
      ? node.expression
      : node?.kind === 'call' && node.name === 'TO_VARIANT'
        ? node.args[0]
        : undefined;
  return inner?.kind === 'string' || inner?.kind === 'number' || inner?.kind === 'boolean';
}

/** Ascending unless said otherwise; SQL nulls first where it is descending. */
const sort: Rule = (call, env) => {
  const [array, ascending, first] = argumentsOf(call, env, 1, 3);
  if (!array) throw new Error('an array was counted before');
  const up = ascending ? argument(ascending, 'flag', call) : simple('TRUE', 'boolean', call.at);
  const nulls = first ? argument(first, 'flag', call) : atom(`(NOT ${up.text})`, 'boolean', call.at);
  return macro('array_sort', [argument(array, 'array', call), up, nulls], 'array', call.at);
};

const zip: Rule = (call, env) => {
  const lists = argumentsOf(call, env, 1, Infinity).map((arg) => `sf.elements(${variantOf(arg)})`);
  return macro('arrays_zip', [atom(`[${lists.join(', ')}]`, 'unknown', call.at)], 'array', call.at);
};

const SPACE = simple("' '", 'text', 0);

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const arrays: Rules = {
  ARRAY_CONSTRUCT: constructed((list) => `sf.array(${list})`),
  ARRAY_CONSTRUCT_COMPACT: constructed(
    (list) => `sf.array(list_filter(${list}, lambda _sf: _sf IS NOT NULL))`,
  ),
  ARRAY_SIZE: over('array_size', ['array'], 'integer'),
  ARRAY_CONTAINS: contains,
  ARRAY_POSITION: over('array_position', ['sought', 'array'], 'integer'),
  ARRAY_SLICE: over('array_slice', ['array', 'whole', 'whole'], 'array'),
  ARRAY_TO_STRING: over('array_to_string', ['array', 'text'], 'text'),
  ARRAY_CAT: over('array_cat', ['array', 'array'], 'array'),
  ARRAY_APPEND: over('array_append', ['array', 'value'], 'array'),
  ARRAY_PREPEND: over('array_prepend', ['array', 'value'], 'array'),
  ARRAY_INSERT: over('array_insert', ['array', 'whole', 'value'], 'array'),
  ARRAY_REMOVE: over('array_remove', ['array', 'sought'], 'array'),
  ARRAY_REMOVE_AT: over('array_remove_at', ['array', 'whole'], 'array'),
  ARRAY_COMPACT: over('array_compact', ['array'], 'array'),
  ARRAY_DISTINCT: over('array_distinct', ['array'], 'array'),
  ARRAY_EXCEPT: over('array_except', ['array', 'array'], 'array'),
  ARRAY_INTERSECTION: over('array_intersection', ['array', 'array'], 'array'),
  ARRAYS_OVERLAP: over('arrays_overlap', ['array', 'array'], 'boolean'),
  ARRAY_REVERSE: over('array_reverse', ['array'], 'array'),
  ARRAY_SORT: sort,
  ARRAY_MIN: over('array_min', ['array'], 'variant'),
  ARRAY_MAX: over('array_max', ['array'], 'variant'),
  ARRAY_FLATTEN: over('array_flatten', ['array'], 'array'),
  ARRAY_REPEAT: over('array_repeat', ['value', 'whole'], 'array'),
  ARRAY_GENERATE_RANGE: over('array_generate_range', ['whole', 'whole', 'whole'], 'array', [
    simple('1', 'integer', 0),
  ]),
  ARRAYS_TO_OBJECT: over('arrays_to_object', ['array', 'array'], 'object'),
  ARRAYS_ZIP: zip,
  SPLIT: over('split', ['text', 'text'], 'array'),
  STRTOK_TO_ARRAY: over('strtok_to_array', ['text', 'text'], 'array', [SPACE]),
};
