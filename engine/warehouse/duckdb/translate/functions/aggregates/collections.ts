import type { Environment } from '../../emit/environment';
import { text } from '../../emit/operand';
import { atom, Level, literal, simple, within, type Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import type { Call } from '../../syntax/ast';
import { required, type Rule, type Rules } from '../rule';
import { toVariant } from '../semistructured';
import { orderBy, over } from '../window-clause';
import { aggregated, distinctOf } from './aggregate';

/** Inside the lambda over the values that were collected. */
const ELEMENT = '_sfe';

const ordered = (call: Call, env: Environment): string =>
  call.withinGroup ? ` ORDER BY ${orderBy(call.withinGroup, env)}` : '';

/**
 * The values that are not null, in their order, each written by `print`. With DISTINCT the values themselves are made
 * distinct and ordered, so that 9 comes before 10; DuckDB then takes no order but their own, as does Snowflake.
 */
function collected(value: Sql, call: Call, env: Environment, print: (element: Sql) => string): string {
  const list = (item: string): string =>
    `list(${distinctOf(call)}${item}${ordered(call, env)}) FILTER (WHERE ${within(value, Level.Concatenation)} IS NOT NULL)${over(call.over, env)}`;
  if (!call.distinct) return list(print(value));
  const element = print(simple(ELEMENT, value.type, value.at));
  return `list_transform(${list(value.text)}, lambda ${ELEMENT}: ${element})`;
}

/** Empty is '', nulls are left out, no separator is ''. https://docs.snowflake.com/en/sql-reference/functions/listagg */
const listagg: Rule = (call, env) => {
  const args = aggregated(call, env, 1, 2, { distinct: true, withinGroup: true, window: 'partition' });
  const value = required(args, 0);
  const [, separator] = call.args;
  if (separator && separator.kind !== 'string')
    refuse(
      'LISTAGG() with a separator that is no literal',
      separator.at,
      'Snowflake takes a constant alone.',
    );
  const between = args[1]?.text ?? literal('');
  const written = (item: Sql): string => text(item, 'LISTAGG()').text;
  if (call.distinct && value.type !== 'text')
    return atom(
      `coalesce(array_to_string(${collected(value, call, env, written)}, ${between}), '')`,
      'text',
      call.at,
    );
  const joined = `string_agg(${distinctOf(call)}${written(value)}, ${between}${ordered(call, env)})`;
  return atom(`coalesce(${joined}${over(call.over, env)}, '')`, 'text', call.at);
};

/** Nulls are left out, nothing is []. https://docs.snowflake.com/en/sql-reference/functions/array_agg */
const arrayAgg: Rule = (call, env) => {
  const window = call.distinct || call.withinGroup ? 'partition' : 'framed';
  const value = required(aggregated(call, env, 1, 1, { distinct: true, withinGroup: true, window }), 0);
  return arrayOf(value, call, env);
};

const arrayOf = (value: Sql, call: Call, env: Environment): Sql =>
  atom(
    `sf.array(coalesce(${collected(value, call, env, (item) => toVariant(item, 'ARRAY_AGG()'))}, []))`,
    'array',
    call.at,
  );

/** In no order that anyone may count on. https://docs.snowflake.com/en/sql-reference/functions/array_unique_agg */
const arrayUniqueAgg: Rule = (call, env) => {
  const value = required(aggregated(call, env, 1, 1, { window: 'partition' }), 0);
  return arrayOf(value, { ...call, distinct: true }, env);
};

/**
 * Pairs with a null are left out, a key that comes twice is an error. Sorted by key, as Snowflake shows an object: in
 * the order of the rows, which is any, the same object would be stored as different texts. https://docs.snowflake.com/en/sql-reference/functions/object_agg
 */
const objectAgg: Rule = (call, env) => {
  const args = aggregated(call, env, 2, 2, { window: 'partition' });
  const key = text(required(args, 0), 'OBJECT_AGG()').text;
  const entry = `sf.entry(${key}, ${toVariant(required(args, 1), 'OBJECT_AGG()')})`;
  return atom(
    `sf.unique_object(list_sort(coalesce(list(${entry})${over(call.over, env)}, [])))`,
    'object',
    call.at,
  );
};

export const collections: Rules = {
  LISTAGG: listagg,
  STRING_AGG: listagg,
  ARRAY_AGG: arrayAgg,
  ARRAYAGG: arrayAgg,
  ARRAY_UNIQUE_AGG: arrayUniqueAgg,
  OBJECT_AGG: objectAgg,
  OBJECTAGG: objectAgg,
};
