import type { Environment } from '../emit/environment';
import type { Sql } from '../emit/sql';
import { isNumeric } from '../emit/type';
import { orderKeys, variantKey } from '../query/variant-keys';
import { refuse } from '../refusal';
import type { Expression, FrameBound, OrderItem, Window } from '../syntax/ast';

/**
 * Nulls are the greatest values: last in an ascending order, first in a descending one. DuckDB's default is last in
 * both, so a descending order says so. https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export function orderBy(
  items: readonly OrderItem[],
  env: Environment,
  isKey: (item: Expression) => boolean = () => false,
): string {
  return items
    .map((item) => {
      const value = env.expression(item.expression, env);
      const keys = orderKeys(isKey(item.expression) ? variantKey(value) : value);
      return keys.map(({ text }) => `${text}${directionOf(item)}`).join(', ');
    })
    .join(', ');
}

export function directionOf({ descending, nulls: given }: Pick<OrderItem, 'descending' | 'nulls'>): string {
  const nulls = given ?? (descending ? 'FIRST' : undefined);
  return `${descending ? ' DESC' : ''}${nulls ? ` NULLS ${nulls}` : ''}`;
}

/** ` OVER (…)`, or nothing. `whole` gives an order without a frame the frame of the whole partition. */
export function over(window: Window | undefined, env: Environment, whole = false): string {
  if (!window) return '';
  const parts: string[] = [];
  if (window.partitionBy.length > 0) {
    const items = window.partitionBy.map((item) => variantKey(env.expression(item, env)).text);
    parts.push(`PARTITION BY ${items.join(', ')}`);
  }
  if (window.orderBy.length > 0) parts.push(`ORDER BY ${orderBy(window.orderBy, env)}`);
  if (window.frame) parts.push(frame(window, window.frame, env));
  else if (whole && window.orderBy.length > 0)
    parts.push('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING');
  return ` OVER (${parts.join(' ')})`;
}

/** https://docs.snowflake.com/en/sql-reference/functions-window-syntax */
function frame(window: Window, { unit, from, to }: NonNullable<Window['frame']>, env: Environment): string {
  const [item, ...others] = window.orderBy;
  if (!item) return refuse('A frame without ORDER BY', window.at, 'Snowflake needs it too.');
  const key =
    unit === 'RANGE' && (from.offset ?? to.offset) ? env.expression(item.expression, env) : undefined;
  if (key && others.length > 0) refuse('RANGE with an offset and several ORDER BY items', window.at);
  const bound = ({ edge, offset }: FrameBound): string =>
    offset ? `${key ? distance(offset, key) : rows(offset)} ${edge}` : edge;
  return `${unit} BETWEEN ${bound(from)} AND ${bound(to)}`;
}

function rows(offset: Expression): string {
  if (offset.kind === 'number' && /^\d+$/.test(offset.text)) return offset.text;
  return refuse('A frame of ROWS with an offset that is no whole number', offset.at);
}

/** How far a frame of RANGE reaches: a number beside numbers, days or an interval beside dates, an interval beside timestamps. */
function distance(offset: Expression, key: Sql): string {
  if (offset.kind === 'number' && isNumeric(key.type)) return offset.text;
  if (offset.kind === 'number' && key.type === 'date' && /^\d+$/.test(offset.text))
    return `INTERVAL '${offset.text}' DAY`;
  if (offset.kind === 'interval' && (key.type === 'date' || key.type === 'timestamp'))
    return interval(offset.text, offset.at);
  return refuse(
    'RANGE with this offset',
    offset.at,
    'Order by a number with a number, or by a DATE or TIMESTAMP_NTZ with an INTERVAL.',
  );
}

const UNITS = /^(second|minute|hour|day|week|month|year)s?$/i;

/** `INTERVAL '3 hours'`: one number and one unit. */
function interval(text: string, at: number): string {
  const [number = '', unit = '', ...more] = text.trim().split(/\s+/);
  const [, name] = UNITS.exec(unit) ?? [];
  if (!/^\d+$/.test(number) || name === undefined || more.length > 0)
    return refuse(`The interval ${text} in a frame`, at, 'Write one number and one unit: 3 hours.');
  return `INTERVAL '${number}' ${name.toUpperCase()}`;
}
