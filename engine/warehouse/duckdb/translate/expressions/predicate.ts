import type { Environment } from '../emit/environment';
import { scalar } from '../emit/operand';
import { compound, Level, within, type Sql } from '../emit/sql';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { comparable, truth } from './operator';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** JSON null is not SQL null in either engine: `v:missing IS NULL` is true, `v:null_field IS NULL` is false. */
export function isExpression(node: Node<'is'>, env: Environment): Sql {
  const operand = env.expression(node.operand, env);
  if (node.test !== 'NULL') truth(operand, `IS ${node.test}`);
  const test = `IS ${node.not ? 'NOT ' : ''}${node.test}`;
  return compound(`${within(operand, Level.Concatenation)} ${test}`, Level.Comparison, 'boolean', node.at);
}

export function distinctExpression(node: Node<'distinct'>, env: Environment): Sql {
  const [left, right] = comparable(
    env.expression(node.left, env),
    env.expression(node.right, env),
    'IS DISTINCT FROM',
  );
  const operator = `IS ${node.not ? 'NOT ' : ''}DISTINCT FROM`;
  return compound(
    `${within(left, Level.Concatenation)} ${operator} ${within(right, Level.Concatenation)}`,
    Level.Comparison,
    'boolean',
    node.at,
  );
}

export function inExpression(node: Node<'in'>, env: Environment): Sql {
  const operator = node.not ? 'NOT IN' : 'IN';
  const operand = rowOrScalar(node.operand, env);
  if (!Array.isArray(node.list)) {
    const query = env.query(node.list as Exclude<typeof node.list, readonly Expression[]>, env);
    return compound(`${operand.text} ${operator} (${query.text})`, Level.Comparison, 'boolean', node.at);
  }
  const items = (node.list as readonly Expression[]).map((item) => {
    const value = rowOrScalar(item, env);
    return comparedWith(operand, value, 'IN').text;
  });
  return compound(`${operand.text} ${operator} (${items.join(', ')})`, Level.Comparison, 'boolean', node.at);
}

/** `(a, b) IN (…)`: a null inside a row makes Snowflake's answer null; DuckDB treats rows with nulls as values. */
function rowOrScalar(node: Expression, env: Environment): Sql {
  if (node.kind === 'tuple')
    return refuse('A row of values with IN', node.at, 'Use EXISTS, or compare the columns one by one.');
  const sql = scalar(env.expression(node, env), 'IN');
  return { ...sql, text: within(sql, Level.Concatenation) };
}

export function betweenExpression(node: Node<'between'>, env: Environment): Sql {
  const [operand, low, high] = [node.operand, node.low, node.high].map((part) => env.expression(part, env));
  if (!operand || !low || !high) throw new Error('BETWEEN has three parts');
  const least = comparedWith(operand, low, 'BETWEEN');
  const most = comparedWith(operand, high, 'BETWEEN');
  const between = node.not ? 'NOT BETWEEN' : 'BETWEEN';
  const print = (sql: Sql): string => within(sql, Level.Concatenation);
  return compound(
    `${print(operand)} ${between} ${print(least)} AND ${print(most)}`,
    Level.Comparison,
    'boolean',
    node.at,
  );
}

/** One of several values that an operand is compared with: the operand itself has to stay what it is. */
function comparedWith(operand: Sql, value: Sql, where: string): Sql {
  const [one, two] = comparable(operand, value, where);
  if (one !== operand) refuse('A text among numbers', operand.at, 'Cast it.');
  return two;
}
