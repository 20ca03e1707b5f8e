import { comparable, truth } from '../expressions/operator';
import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { scalar, text } from '../emit/operand';
import { atom, compound, Level, literal, within, type Sql } from '../emit/sql';
import { isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { count, required, unnamed, type Rule, type Rules } from './rule';
import { toVariant } from './semistructured';
import { orderBy, over } from './window-clause';

interface Clauses {
  readonly distinct?: boolean;
  readonly withinGroup?: boolean;
}

/** The arguments of an aggregate, which may carry OVER; other clauses only where the rule says it handles them. */
function aggregated(
  call: Call,
  env: Environment,
  least: number,
  most: number,
  clauses: Clauses = {},
): readonly Sql[] {
  unnamed(call);
  count(call, least, most);
  if (call.nulls) refuse(`${call.nulls} NULLS with ${call.name}()`, call.at);
  if (call.distinct && !clauses.distinct) refuse(`DISTINCT in ${call.name}()`, call.at);
  if (call.withinGroup && !clauses.withinGroup) refuse(`WITHIN GROUP after ${call.name}()`, call.at);
  return call.args.map((arg) => env.expression(arg, env));
}

const distinctOf = (call: Call): string => (call.distinct ? 'DISTINCT ' : '');

interface Shape {
  readonly least?: number;
  readonly most?: number;
  readonly distinct?: boolean;
  readonly variants?: boolean;
  readonly type?: Type | ((first: Sql) => Type);
}

/** An aggregate that DuckDB has with the same meaning. */
const same =
  (name: string, shape: Shape = {}): Rule =>
  (call, env) => {
    const args = aggregated(call, env, shape.least ?? 1, shape.most ?? shape.least ?? 1, {
      distinct: shape.distinct ?? false,
    });
    if (!shape.variants) args.forEach((arg) => scalar(arg, `${call.name}()`));
    const type = typeof shape.type === 'function' ? shape.type(required(args, 0)) : (shape.type ?? 'unknown');
    return atom(
      `${name}(${distinctOf(call)}${args.map((arg) => arg.text).join(', ')})${over(call.over, env)}`,
      type,
      call.at,
    );
  };

const ofInput = (first: Sql): Type => first.type;
const sumOf = (first: Sql): Type =>
  first.type === 'integer' || first.type === 'float' || first.type === 'number' ? first.type : 'numeric';

/** COUNT(DISTINCT a, b) leaves out rows in which one is null. https://docs.snowflake.com/en/sql-reference/functions/count */
const countRule: Rule = (call, env) => {
  const [only] = call.args;
  if (only?.kind === 'star') {
    if (only.qualifier.length > 0 || call.distinct) refuse('COUNT of a relation', only.at, 'Use COUNT(*).');
    return atom(`count(*)${over(call.over, env)}`, 'integer', call.at);
  }
  const args = aggregated(call, env, 1, Infinity, { distinct: true }).map((arg) => scalar(arg, 'COUNT()'));
  const first = required(args, 0);
  if (args.length === 1)
    return atom(`count(${distinctOf(call)}${first.text})${over(call.over, env)}`, 'integer', call.at);
  const present = args.map((arg) => `${within(arg, Level.Concatenation)} IS NOT NULL`).join(' AND ');
  const row = args.map((arg) => arg.text).join(', ');
  return atom(
    `count(${distinctOf(call)}CASE WHEN ${present} THEN (${row}) END)${over(call.over, env)}`,
    'integer',
    call.at,
  );
};

/** The scale of a division, not DuckDB's double: https://docs.snowflake.com/en/sql-reference/functions/avg */
const average: Rule = (call, env) => {
  const value = scalar(required(aggregated(call, env, 1, 1, { distinct: true }), 0), 'AVG()');
  const argument = `${distinctOf(call)}${value.text}`;
  const window = over(call.over, env);
  const parts = [
    atom(`sum(${argument})${window}`, sumOf(value), call.at),
    atom(`count(${argument})${window}`, 'integer', call.at),
  ];
  return macro(
    'divide_counts',
    parts,
    value.type === 'float'
      ? 'float'
      : value.type === 'integer' || value.type === 'number'
        ? 'number'
        : 'numeric',
    call.at,
  );
};

/** Empty is '', nulls are left out, no separator is ''. https://docs.snowflake.com/en/sql-reference/functions/listagg */
const listagg: Rule = (call, env) => {
  const args = aggregated(call, env, 1, 2, { distinct: true, withinGroup: true });
  const value = text(required(args, 0), 'LISTAGG()').text;
  const separator = args[1]?.text ?? literal('');
  const order = call.withinGroup
    ? ` ORDER BY ${orderBy(call.withinGroup, { ...env, expression: (node, e) => ordered(node, e, env, call, value) })}`
    : '';
  return atom(
    `coalesce(string_agg(${distinctOf(call)}${value}, ${separator}${order})${over(call.over, env)}, '')`,
    'text',
    call.at,
  );
};

/** With DISTINCT, DuckDB orders by the argument itself: the order has to be the very same text. */
function ordered(
  node: Call['args'][number],
  at: Environment,
  env: Environment,
  call: Call,
  value: string,
): Sql {
  const sql = env.expression(node, at);
  const argument = call.args[0] && env.expression(call.args[0], env);
  return call.distinct && argument?.text === sql.text ? atom(value, 'text', sql.at) : sql;
}

/** Nulls are left out, nothing is []. https://docs.snowflake.com/en/sql-reference/functions/array_agg */
const arrayAgg: Rule = (call, env) => {
  const value = required(aggregated(call, env, 1, 1, { distinct: true, withinGroup: true }), 0);
  const json = toVariant(value, 'ARRAY_AGG()');
  const order = call.withinGroup
    ? ` ORDER BY ${orderBy(call.withinGroup, { ...env, expression: (node, e) => ordered(node, e, env, call, json) })}`
    : '';
  const list = `list(${distinctOf(call)}${json}${order}) FILTER (WHERE ${within(value, Level.Concatenation)} IS NOT NULL)${over(call.over, env)}`;
  return atom(`sf.array(coalesce(${list}, []))`, 'array', call.at);
};

const objectAgg: Rule = (call, env) => {
  const args = aggregated(call, env, 2, 2);
  const entry = `sf.entry(${text(required(args, 0), 'OBJECT_AGG()').text}, ${toVariant(required(args, 1), 'OBJECT_AGG()')})`;
  return atom(`sf.object(coalesce(list(${entry})${over(call.over, env)}, []))`, 'object', call.at);
};

/** The value at a place between two: three more digits than the input has. https://docs.snowflake.com/en/sql-reference/functions/median */
const interpolated = (value: Sql, place: string, call: Call, env: Environment): Sql =>
  atom(
    `quantile_cont(${within(value, Level.Product)} * 1.000, ${place})${over(call.over, env)}`,
    value.type === 'float' ? 'float' : 'numeric',
    call.at,
  );

const median: Rule = (call, env) =>
  interpolated(scalar(required(aggregated(call, env, 1, 1), 0), 'MEDIAN()'), '0.5', call, env);

const percentile =
  (kind: 'cont' | 'disc'): Rule =>
  (call, env) => {
    const place = required(aggregated(call, env, 1, 1, { withinGroup: true }), 0);
    const [item] = call.withinGroup ?? [];
    if (!item || call.withinGroup?.length !== 1)
      return refuse(`${call.name}() without one WITHIN GROUP (ORDER BY …)`, call.at);
    const value = scalar(env.expression(item.expression, env), call.name);
    if (kind === 'cont')
      return interpolated(value, item.descending ? `1 - ${place.text}` : place.text, call, env);
    if (item.descending) refuse('PERCENTILE_DISC in a descending order', item.expression.at);
    return atom(`quantile_disc(${value.text}, ${place.text})${over(call.over, env)}`, value.type, call.at);
  };

/** DuckDB's arg_max leaves out rows whose first argument is null, Snowflake's does not. */
const extremeBy =
  (name: string): Rule =>
  (call, env) => {
    const args = aggregated(call, env, 2, 2);
    scalar(required(args, 1), `${call.name}()`);
    return atom(
      `${name}(${args.map((arg) => arg.text).join(', ')})${over(call.over, env)}`,
      required(args, 0).type,
      call.at,
    );
  };

/** Numbers are true unless they are 0. */
const truthOf =
  (name: string): Rule =>
  (call, env) => {
    const value = required(aggregated(call, env, 1, 1), 0);
    if (value.type === 'text' || isSemiStructured(value.type))
      refuse(`${call.name}() of a ${value.type.toUpperCase()}`, value.at, 'Add ::boolean.');
    return atom(`${name}(CAST(${value.text} AS BOOLEAN))${over(call.over, env)}`, 'boolean', call.at);
  };

const countIf: Rule = (call, env) => {
  const condition = truth(required(aggregated(call, env, 1, 1), 0), 'COUNT_IF()');
  return atom(`count(CASE WHEN ${condition.text} THEN 1 END)${over(call.over, env)}`, 'integer', call.at);
};

const ratioToReport: Rule = (call, env) => {
  if (!call.over || call.over.orderBy.length > 0)
    refuse('RATIO_TO_REPORT() without OVER, or with an order', call.at);
  const value = scalar(required(aggregated(call, env, 1, 1), 0), call.name);
  return macro(
    'divide_counts',
    [value, atom(`sum(${value.text})${over(call.over, env)}`, sumOf(value), call.at)],
    'numeric',
    call.at,
  );
};

const grouping: Rule = (call, env) => {
  const args = aggregated(call, env, 1, Infinity);
  const [first] = args;
  if (first)
    args.forEach((arg) => {
      comparable(arg, arg, call.name);
    });
  return compound(`grouping(${args.map((arg) => arg.text).join(', ')})`, Level.Atom, 'integer', call.at);
};

const floating = (name: string, least = 1): Rule => same(name, { least, type: 'float' });

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation */
export const aggregates: Rules = {
  COUNT: countRule,
  COUNT_IF: countIf,
  SUM: same('sum', { distinct: true, type: sumOf }),
  MIN: same('min', { distinct: true, type: ofInput }),
  MAX: same('max', { distinct: true, type: ofInput }),
  ANY_VALUE: same('any_value', { variants: true, type: ofInput }),
  AVG: average,
  MEDIAN: median,
  MODE: same('mode', { type: ofInput }),
  PERCENTILE_CONT: percentile('cont'),
  PERCENTILE_DISC: percentile('disc'),
  LISTAGG: listagg,
  STRING_AGG: listagg,
  ARRAY_AGG: arrayAgg,
  ARRAYAGG: arrayAgg,
  OBJECT_AGG: objectAgg,
  MAX_BY: extremeBy('arg_max_null'),
  MIN_BY: extremeBy('arg_min_null'),
  BOOLOR_AGG: truthOf('bool_or'),
  BOOLAND_AGG: truthOf('bool_and'),
  BITAND_AGG: same('bit_and', { type: 'integer' }),
  BITOR_AGG: same('bit_or', { type: 'integer' }),
  BITXOR_AGG: same('bit_xor', { type: 'integer' }),
  // Exact here: an estimate of the same, which Snowflake's HyperLogLog is within two percent of.
  APPROX_COUNT_DISTINCT: (call, env) => countRule({ ...call, distinct: true }, env),
  STDDEV: floating('stddev_samp'),
  STDDEV_SAMP: floating('stddev_samp'),
  STDDEV_POP: floating('stddev_pop'),
  VARIANCE: floating('var_samp'),
  VAR_SAMP: floating('var_samp'),
  VARIANCE_SAMP: floating('var_samp'),
  VAR_POP: floating('var_pop'),
  VARIANCE_POP: floating('var_pop'),
  CORR: floating('corr', 2),
  COVAR_SAMP: floating('covar_samp', 2),
  COVAR_POP: floating('covar_pop', 2),
  REGR_SLOPE: floating('regr_slope', 2),
  REGR_INTERCEPT: floating('regr_intercept', 2),
  REGR_R2: floating('regr_r2', 2),
  RATIO_TO_REPORT: ratioToReport,
  GROUPING: grouping,
  GROUPING_ID: grouping,
};
