import type { Environment } from '../../emit/environment';
import { direct, macro } from '../../emit/macro';
import type { Sql } from '../../emit/sql';
import type { Type } from '../../emit/type';
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
  return aggregate('sum', [value], sumOf(value), call, env);
};

/**
 * The scale of a division, six digits more than the input's, but three of them and cut off where a frame slides.
 * https://docs.snowflake.com/en/sql-reference/functions/avg, https://docs.snowflake.com/en/user-guide/functions-window-using
 */
const average: Rule = (call, env) => {
  const value = addend(required(aggregated(call, env, 1, 1, { distinct: true }), 0), 'AVG()');
  if (value.type === 'float') return aggregate('avg', [value], 'float', call, env);
  const total = aggregate('sum', [value], sumOf(value), call, env);
  const number = aggregate('count', [value], 'integer', call, env);
  const sliding = slides(call.over);
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
  return macro('divide_counts', [value, total(value, call, call.over, env)], quotientOf(value), call.at);
};

const total = (value: Sql, call: Call, window: Window, env: Environment): Sql =>
  aggregate('sum', [value], sumOf(value), { ...call, over: { ...window, orderBy: [] } }, env);

export const averages: Rules = { SUM: sum, AVG: average, RATIO_TO_REPORT: ratioToReport };
