import type { Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { compound, Level, simple, within, type Sql } from '../emit/sql';
import type { Expression } from '../syntax/ast';
import { compared } from './coercion';

/** `x > ALL (SELECT …)`: the values of the query are converted as for IN. https://docs.snowflake.com/en/sql-reference/operators-subquery */
export function quantifiedExpression(
  node: Extract<Expression, { kind: 'quantified' }>,
  env: Environment,
): Sql {
  const operand = env.expression(node.operand, env);
  const { text, columns } = env.query(node.query, env);
  const name = identifier('VALUE$1');
  const found = simple(name, columns?.length === 1 ? (columns[0]?.type ?? 'unknown') : 'unknown', node.at);
  const [one = operand, two = found] = compared([operand, found], `${node.operator} ${node.quantifier}`);
  const query = two === found ? text : `SELECT ${two.text} FROM (${text}) AS _SOURCE (${name})`;
  return compound(
    `${within(one, Level.Concatenation)} ${node.operator} ${node.quantifier} (${query})`,
    Level.Comparison,
    'boolean',
    node.at,
  );
}
