import { alternatives } from '../expressions/coercion';
import { truth } from '../expressions/operator';
import type { Environment } from '../emit/environment';
import { scalar } from '../emit/operand';
import { atom, type Sql } from '../emit/sql';
import { common, isNumeric, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Call, FrameBound, OrderItem, Window } from '../syntax/ast';
import { count, required, unnamed, type Rule, type Rules } from './rule';
import { over } from './window-clause';

interface Shape {
  readonly least: number;
  readonly most: number;
  readonly framed?: boolean;
  readonly nulls?: boolean;
}

/** All of them need an OVER with an order: https://docs.snowflake.com/en/sql-reference/functions-window-syntax */
function windowed(call: Call, env: Environment, shape: Shape): { args: readonly Sql[]; window: Window } {
  unnamed(call);
  count(call, shape.least, shape.most);
  const { over: window } = call;
  if (!window || window.orderBy.length === 0)
    return refuse(`${call.name}() without ORDER BY in an OVER`, call.at, 'Snowflake needs it too.');
  if (window.frame && !shape.framed) refuse(`A frame with ${call.name}()`, window.at);
  if (call.distinct || call.withinGroup) refuse(`DISTINCT or WITHIN GROUP with ${call.name}()`, call.at);
  if (call.nulls && !shape.nulls) refuse(`${call.nulls} NULLS with ${call.name}()`, call.at);
  if (call.from && call.name !== 'NTH_VALUE') refuse(`FROM ${call.from} with ${call.name}()`, call.at);
  return { args: call.args.map((arg) => env.expression(arg, env)), window };
}

const rank =
  (name: string, type: Type = 'integer', params = 0): Rule =>
  (call, env) => {
    const { args } = windowed(call, env, { least: params, most: params });
    const list = args.map((arg) => scalar(arg, call.name).text).join(', ');
    return atom(`${name}(${list})${over(call.over, env)}`, type, call.at);
  };

const ignored = (call: Call): string => (call.nulls === 'IGNORE' ? ' IGNORE NULLS' : '');

/** LAG and LEAD: the value and the default are brought to one type, which DuckDB takes from the value alone. */
const neighbour =
  (name: string): Rule =>
  (call, env) => {
    const { args } = windowed(call, env, { least: 1, most: 3, nulls: true });
    const value = required(args, 0);
    const [, offset, fallback] = args;
    if (!fallback) return printed(name, offset ? [value, offset] : [value], value.type, call, env);
    const [one = value, other = fallback] = alternatives([value, fallback], `${call.name}()`);
    // DuckDB casts the default to the type of the value: a branch that is never taken widens it.
    const wide = widens(one, other)
      ? { ...one, text: `CASE WHEN TRUE THEN ${one.text} ELSE ${other.text} END` }
      : one;
    return printed(name, [wide, offset ?? one, other], common([one.type, other.type]), call, env);
  };

/** A default that DuckDB would round to the type of the value. */
const widens = (value: Sql, fallback: Sql): boolean =>
  (isNumeric(value.type) && isNumeric(fallback.type) && fallback.type !== 'integer') ||
  (value.type === 'date' && fallback.type === 'timestamp');

const printed = (
  name: string,
  args: readonly Sql[],
  type: Type,
  call: Call,
  env: Environment,
  whole = false,
): Sql =>
  atom(
    `${name}(${args.map((arg) => arg.text).join(', ')}${ignored(call)})${over(call.over, env, whole)}`,
    type,
    call.at,
  );

/** The frame of FIRST_VALUE, LAST_VALUE and NTH_VALUE is the whole partition where none is given. */
const value =
  (name: string, params: number): Rule =>
  (call, env) => {
    const { args, window } = windowed(call, env, { least: params, most: params, framed: true, nulls: true });
    const turned = call.from === 'LAST' ? { ...call, over: reversed(window) } : call;
    return printed(name, args, required(args, 0).type, turned, env, true);
  };

/** The window read from its end. */
const reversed = (window: Window): Window => ({
  ...window,
  orderBy: window.orderBy.map(turned),
  ...(window.frame
    ? { frame: { ...window.frame, from: mirrored(window.frame.to), to: mirrored(window.frame.from) } }
    : {}),
});

const turned = (item: OrderItem): OrderItem => ({
  ...item,
  descending: !item.descending,
  nulls: (item.nulls ?? (item.descending ? 'FIRST' : 'LAST')) === 'FIRST' ? 'LAST' : 'FIRST',
});

const MIRRORED: Readonly<Record<FrameBound['edge'], FrameBound['edge']>> = {
  'UNBOUNDED PRECEDING': 'UNBOUNDED FOLLOWING',
  PRECEDING: 'FOLLOWING',
  'CURRENT ROW': 'CURRENT ROW',
  FOLLOWING: 'PRECEDING',
  'UNBOUNDED FOLLOWING': 'UNBOUNDED PRECEDING',
};

const mirrored = (bound: FrameBound): FrameBound => ({ ...bound, edge: MIRRORED[bound.edge] });

/**
 * How often it was true up to this row, of rows alike in order one after the other.
 * https://docs.snowflake.com/en/sql-reference/functions/conditional_true_event
 * Limit: an argument with a window function in it, which DuckDB does not nest.
 */
const trueEvent: Rule = (call, env) => {
  const { args, window } = windowed(call, env, { least: 1, most: 1 });
  const condition = truth(required(args, 0), `${call.name}()`);
  if (condition.text.includes(' OVER ('))
    refuse('A window function inside CONDITIONAL_TRUE_EVENT()', call.at, 'Compute it in a subquery first.');
  const running: Window = {
    ...window,
    frame: { unit: 'ROWS', from: { edge: 'UNBOUNDED PRECEDING' }, to: { edge: 'CURRENT ROW' } },
  };
  return atom(`count(CASE WHEN ${condition.text} THEN 1 END)${over(running, env)}`, 'integer', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-window */
export const windows: Rules = {
  ROW_NUMBER: rank('row_number'),
  RANK: rank('rank'),
  DENSE_RANK: rank('dense_rank'),
  PERCENT_RANK: rank('percent_rank', 'float'),
  CUME_DIST: rank('cume_dist', 'float'),
  NTILE: rank('ntile', 'integer', 1),
  LAG: neighbour('lag'),
  LEAD: neighbour('lead'),
  FIRST_VALUE: value('first_value', 1),
  LAST_VALUE: value('last_value', 1),
  NTH_VALUE: value('nth_value', 2),
  CONDITIONAL_TRUE_EVENT: trueEvent,
};
