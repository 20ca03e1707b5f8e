import { scalar } from '../../emit/operand';
import { compound, Level } from '../../emit/sql';
import type { Rule, Rules } from '../rule';
import { aggregated } from './aggregate';
import { averages } from './averages';
import { bits } from './bits';
import { collections } from './collections';
import { counts } from './counts';
import { extremes } from './extremes';
import { percentiles } from './percentiles';
import { statistics } from './statistics';

/** https://docs.snowflake.com/en/sql-reference/functions/grouping */
const grouping: Rule = (call, env) => {
  const args = aggregated(call, env, 1, Infinity, { window: 'none' }).map((arg) =>
    scalar(arg, `${call.name}()`),
  );
  return compound(`grouping(${args.map((arg) => arg.text).join(', ')})`, Level.Atom, 'integer', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation */
export const aggregates: Rules = {
  ...counts,
  ...averages,
  ...statistics,
  ...percentiles,
  ...collections,
  ...extremes,
  ...bits,
  GROUPING: grouping,
  GROUPING_ID: grouping,
};
