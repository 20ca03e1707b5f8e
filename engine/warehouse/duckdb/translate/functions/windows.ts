import type { Environment } from '../emit/environment';
import { scalar } from '../emit/operand';
import { atom, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { count, required, unnamed, type Rule, type Rules } from './rule';
import { over } from './window-clause';

function windowed(call: Call, env: Environment, least: number, most: number): readonly Sql[] {
  unnamed(call);
  count(call, least, most);
  if (!call.over) refuse(`${call.name}() without OVER`, call.at);
  if (call.distinct || call.withinGroup) refuse(`DISTINCT or WITHIN GROUP with ${call.name}()`, call.at);
  return call.args.map((arg) => env.expression(arg, env));
}

const rank =
  (name: string, type: Type = 'integer', params = 0): Rule =>
  (call, env) => {
    const args = windowed(call, env, params, params).map((arg) => scalar(arg, call.name));
    if (call.nulls) refuse(`${call.nulls} NULLS with ${call.name}()`, call.at);
    return atom(`${name}(${args.map((arg) => arg.text).join(', ')})${over(call.over, env)}`, type, call.at);
  };

/** The frame of FIRST_VALUE, LAST_VALUE and NTH_VALUE is the whole partition where none is given. */
const value =
  (name: string, most: number, whole: boolean): Rule =>
  (call, env) => {
    const args = windowed(call, env, name === 'nth_value' ? 2 : 1, most);
    const nulls = call.nulls === 'IGNORE' ? ' IGNORE NULLS' : '';
    return atom(
      `${name}(${args.map((arg) => arg.text).join(', ')}${nulls})${over(call.over, env, whole)}`,
      required(args, 0).type,
      call.at,
    );
  };

/** https://docs.snowflake.com/en/sql-reference/functions-window */
export const windows: Rules = {
  ROW_NUMBER: rank('row_number'),
  RANK: rank('rank'),
  DENSE_RANK: rank('dense_rank'),
  PERCENT_RANK: rank('percent_rank', 'float'),
  CUME_DIST: rank('cume_dist', 'float'),
  NTILE: rank('ntile', 'integer', 1),
  LAG: value('lag', 3, false),
  LEAD: value('lead', 3, false),
  FIRST_VALUE: value('first_value', 1, true),
  LAST_VALUE: value('last_value', 1, true),
  NTH_VALUE: value('nth_value', 2, true),
};
