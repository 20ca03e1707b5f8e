import { truth } from '../../expressions/operator';
import type { Environment } from '../../emit/environment';
import { identifier } from '../../emit/identifier';
import { scalar } from '../../emit/operand';
import { atom, Level, within, type Sql } from '../../emit/sql';
import { refuse } from '../../refusal';
import type { TypedColumn } from '../../scope/columns';
import type { Call, Star } from '../../syntax/ast';
import { count, required, type Rule, type Rules } from '../rule';
import { over } from '../window-clause';
import { aggregate, aggregated, distinctOf } from './aggregate';

/** https://docs.snowflake.com/en/sql-reference/functions/count */
const countRule: Rule = (call, env) => {
  const [only] = call.args;
  if (only?.kind === 'star') return countStar(call, only, env);
  const args = aggregated(call, env, 1, Infinity, { distinct: true });
  const first = required(args, 0);
  if (args.length > 1) return countRows(args, call, env);
  // A JSON null is not counted.
  if (first.type === 'variant' && !call.distinct)
    return rows(`json_type(${first.text}) <> 'NULL'`, call, env);
  return aggregate('count', [scalar(first, 'COUNT()')], 'integer', call, env);
};

const rows = (condition: string, call: Call, env: Environment): Sql =>
  atom(`count(CASE WHEN ${condition} THEN 1 END)${over(call.over, env)}`, 'integer', call.at);

/** Rows in which no argument is null: COUNT(a, b), COUNT(DISTINCT a, b). */
function countRows(args: readonly Sql[], call: Call, env: Environment): Sql {
  const present = args
    .map((arg) => `${within(scalar(arg, 'COUNT()'), Level.Concatenation)} IS NOT NULL`)
    .join(' AND ');
  const row = args.map((arg) => arg.text).join(', ');
  return atom(
    `count(${distinctOf(call)}CASE WHEN ${present} THEN (${row}) END)${over(call.over, env)}`,
    'integer',
    call.at,
  );
}

/** COUNT(*) counts every row; COUNT(t.*) and a star that leaves columns out count the rows without a null in them. */
function countStar(call: Call, star: Star, env: Environment): Sql {
  count(call, 1, 1);
  if (call.distinct || star.replace.length > 0 || star.rename.length > 0)
    refuse('COUNT of a star with DISTINCT, REPLACE or RENAME', star.at, 'List the columns.');
  if (star.qualifier.length === 0 && star.exclude.length === 0 && star.ilike === undefined)
    return atom(`count(*)${over(call.over, env)}`, 'integer', call.at);
  const label = star.qualifier.at(-1)?.text;
  const members = env.scope.members.filter((member) => label === undefined || member.label === label);
  const columns = members.flatMap(({ label: relation, columns: known, unshown }) =>
    known
      ? known.filter(({ name }) => !unshown?.includes(name) && shows(star, name)).map(qualified(relation))
      : refuse('COUNT of a star over a relation whose columns are not known', star.at, 'List the columns.'),
  );
  if (columns.length === 0) refuse('COUNT of a star without columns', star.at);
  return rows(columns.map((column) => `${column} IS NOT NULL`).join(' AND '), call, env);
}

const qualified =
  (relation: string | undefined) =>
  ({ name }: TypedColumn): string =>
    `${relation === undefined ? '' : `${identifier(relation)}.`}${identifier(name)}`;

/** Whether a column is left by EXCLUDE or ILIKE, whose pattern takes case for nothing. */
export function shows({ exclude, ilike }: Star, column: string): boolean {
  if (exclude.some(({ text }) => text === column)) return false;
  if (ilike === undefined) return true;
  const pattern = ilike
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${pattern}$`, 'is').test(column);
}

/** Numbers are true unless they are 0. https://docs.snowflake.com/en/sql-reference/functions/count_if */
const countIf: Rule = (call, env) =>
  rows(truth(required(aggregated(call, env, 1, 1), 0), 'COUNT_IF()').text, call, env);

export const counts: Rules = {
  COUNT: countRule,
  COUNT_IF: countIf,
  // Exact here: an estimate of the same, which Snowflake's HyperLogLog is within two percent of.
  APPROX_COUNT_DISTINCT: (call, env) => countRule({ ...call, distinct: true }, env),
};
