import type { Environment } from '../../emit/environment';
import { decimalOf, withDecimal, type Decimal } from '../../emit/decimal';
import { direct, macro } from '../../emit/macro';
import { simple, type Sql } from '../../emit/sql';
import type { Type } from '../../emit/type';
import { oneAt, powerOfTen, quotient } from '../../expressions/division';
import { refuse } from '../../refusal';
import type { Call, Window } from '../../syntax/ast';
import { required, type Rule, type Rules } from '../rule';
import { addend, aggregate, aggregated } from './aggregate';

/** A sum of whole numbers is a HUGEINT, of DECIMAL(p,s) a DECIMAL(38,s): both hold what Snowflake's NUMBER(38,s) does. */
const sumOf = ({ type }: Sql): Type =>
  type === 'integer' || type === 'float' || type === 'number' ? type : 'numeric';

const quotientOf = (value: Sql): Type =>
  value.type === 'float'
    ? 'float'
    : value.type === 'integer' || value.type === 'number'
      ? 'number'
      : 'numeric';

const sum: Rule = (call, env) => {
  const value = addend(required(aggregated(call, env, 1, 1, { distinct: true }), 0), 'SUM()');
  return totalOf(value, call, env);
};

const totalOf = (value: Sql, call: Call, env: Environment): Sql =>
  withDecimal(
    aggregate('sum', [value], sumOf(value), call, env),
    value.decimal && { scale: value.decimal.scale, precision: 38 },
  );

/**
 * The scale of a division, six digits more than the input's, but three of them and cut off where a frame slides.
 * https://docs.snowflake.com/en/sql-reference/functions/avg, https://docs.snowflake.com/en/user-guide/functions-window-using
 */
const average: Rule = (call, env) => {
  const value = addend(required(aggregated(call, env, 1, 1, { distinct: true }), 0), 'AVG()');
  if (value.type === 'float') return aggregate('avg', [value], 'float', call, env);
  const total = totalOf(value, call, env);
  const number = aggregate('count', [value], 'integer', call, env);
  const sliding = slides(call.over);
  const known = decimalOf(value);
  if (known)
    return sliding ? slidingAverage(total, number, known) : quotient('quotient', total, number, call.at);
  if (value.type === 'integer' || value.type === 'number')
    // The last one is there for its type: outside a window no column may stand beside an aggregate.
    return direct(
      sliding ? 'window_average' : 'average',
      [total, number, call.over ? value : total],
      'number',
      call.at,
    );
  if (sliding && value.type !== 'null')
    refuse(
      'AVG() over a window of a value that may be a NUMBER or a FLOAT',
      value.at,
      'Cast it to one of them.',
    );
  return macro('divide_counts', [total, number], quotientOf(value), call.at);
};

function slidingAverage(total: Sql, number: Sql, { scale }: Decimal): Sql {
  const more = Math.min(3, Math.max(12 - scale, 0));
  const digits = [powerOfTen(scale), powerOfTen(more), oneAt(scale + more)].map((text) =>
    simple(text, 'integer', total.at),
  );
  return withDecimal(direct('window_average_of', [total, number, ...digits], 'number', total.at), {
    precision: 38,
    scale: scale + more,
  });
}

/** Any window but the running one, which an order without a frame implies. */
function slides(window: Window | undefined): boolean {
  if (!window) return false;
  const { frame, orderBy } = window;
  if (!frame) return orderBy.length === 0;
  return !(
    frame.unit === 'RANGE' &&
    frame.from.edge === 'UNBOUNDED PRECEDING' &&
    frame.to.edge === 'CURRENT ROW'
  );
}

/** An order changes nothing; a sum of 0 gives null. https://docs.snowflake.com/en/sql-reference/functions/ratio_to_report */
const ratioToReport: Rule = (call, env) => {
  if (!call.over) return refuse('RATIO_TO_REPORT() without OVER', call.at);
  if (call.over.frame) refuse('A frame with RATIO_TO_REPORT()', call.at);
  const value = addend(required(aggregated(call, env, 1, 1), 0), `${call.name}()`);
  const total = totalOf(value, { ...call, over: { ...call.over, orderBy: [] } }, env);
  return quotient('divide_counts', value, total, call.at);
};

export const averages: Rules = { SUM: sum, AVG: average, RATIO_TO_REPORT: ratioToReport };
