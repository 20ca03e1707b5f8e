import type { Environment } from '../emit/environment';
import { scalar } from '../emit/operand';
import { refuse } from '../refusal';
import type { FrameBound, OrderItem, Window } from '../syntax/ast';

/**
 * Nulls are the greatest values: last in an ascending order, first in a descending one. DuckDB's default is last in
 * both, so a descending order says so. https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export function orderBy(items: readonly OrderItem[], env: Environment): string {
  return items
    .map((item) => {
      const value = scalar(env.expression(item.expression, env), 'ORDER BY').text;
      const nulls = item.nulls ?? (item.descending ? 'FIRST' : undefined);
      return `${value}${item.descending ? ' DESC' : ''}${nulls ? ` NULLS ${nulls}` : ''}`;
    })
    .join(', ');
}

const bound = ({ edge, offset }: FrameBound, env: Environment): string =>
  offset ? `${env.expression(offset, env).text} ${edge}` : edge;

/** ` OVER (…)`, or nothing. `whole` gives an order without a frame the frame of the whole partition. */
export function over(window: Window | undefined, env: Environment, whole = false): string {
  if (!window) return '';
  const parts: string[] = [];
  if (window.partitionBy.length > 0) {
    parts.push(`PARTITION BY ${window.partitionBy.map((item) => env.expression(item, env).text).join(', ')}`);
  }
  if (window.orderBy.length > 0) parts.push(`ORDER BY ${orderBy(window.orderBy, env)}`);
  const { frame } = window;
  if (frame) {
    if (frame.unit === 'RANGE' && (frame.from.offset ?? frame.to.offset))
      refuse('RANGE with an offset', window.at, 'Use ROWS.');
    parts.push(`${frame.unit} BETWEEN ${bound(frame.from, env)} AND ${bound(frame.to, env)}`);
  } else if (whole && window.orderBy.length > 0) {
    parts.push('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING');
  }
  return ` OVER (${parts.join(' ')})`;
}
