import type { Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { atom, compound, Level, simple, within, type Sql } from '../emit/sql';
import { refuse } from '../refusal';
import type { Expression, Query } from '../syntax/ast';
import { compared } from './coercion';
import { comparable, truth } from './operator';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** JSON null is not SQL null in either engine: `v:missing IS NULL` is true, `v:null_field IS NULL` is false. */
export function isExpression(node: Node<'is'>, env: Environment): Sql {
  const value = env.expression(node.operand, env);
  const operand = node.test === 'NULL' ? value : truth(value, `IS ${node.test}`);
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
  if (!isList(node.list)) return inQuery(node, node.list, operator, env);
  if (node.operand.kind === 'tuple') return rowsIn(node, node.operand.items, node.list, env);
  const values = [node.operand, ...node.list].map((item) => env.expression(item, env));
  const [operand, ...items] = compared(values, 'IN').map((item) => within(item, Level.Concatenation));
  return compound(`${operand ?? ''} ${operator} (${items.join(', ')})`, Level.Comparison, 'boolean', node.at);
}

const isList = (list: Node<'in'>['list']): list is readonly Expression[] => Array.isArray(list);

/** The values of the query are converted where Snowflake would convert them. */
function inQuery(node: Node<'in'>, list: Query, operator: string, env: Environment): Sql {
  if (node.operand.kind === 'tuple')
    return refuse('A row of values IN a query', node.operand.at, 'Use EXISTS.');
  const operand = env.expression(node.operand, env);
  const { text, columns } = env.query(list, env);
  const column = columns?.length === 1 ? columns[0] : undefined;
  const name = identifier('VALUE$1');
  const found = simple(name, column?.type ?? 'unknown', node.at);
  const [one = operand, two = found] = compared([operand, found], 'IN');
  const query = two === found ? text : `SELECT ${two.text} FROM (${text}) AS _SOURCE (${name})`;
  return compound(
    `${within(one, Level.Concatenation)} ${operator} (${query})`,
    Level.Comparison,
    'boolean',
    node.at,
  );
}

/** `(a, b) IN ((1, 2), …)` written out: a null inside a row makes it unknown, where DuckDB takes it for a value. */
function rowsIn(
  node: Node<'in'>,
  operand: readonly Expression[],
  list: readonly Expression[],
  env: Environment,
): Sql {
  const rows = list.map((row) => {
    if (row.kind !== 'tuple' || row.items.length !== operand.length)
      return refuse('A row of values beside something else', row.at);
    const pairs = row.items.map((item, index) => {
      const part = operand[index] ?? item;
      const [left, right] = comparable(env.expression(part, env), env.expression(item, env), 'IN');
      return `${within(left, Level.Concatenation)} = ${within(right, Level.Concatenation)}`;
    });
    return `(${pairs.join(' AND ')})`;
  });
  return atom(`${node.not ? '(NOT ' : ''}(${rows.join(' OR ')})${node.not ? ')' : ''}`, 'boolean', node.at);
}

export function betweenExpression(node: Node<'between'>, env: Environment): Sql {
  const parts = [node.operand, node.low, node.high].map((part) => env.expression(part, env));
  const [operand, low, high] = compared(parts, 'BETWEEN').map((part) => within(part, Level.Concatenation));
  return compound(
    `${operand ?? ''} ${node.not ? 'NOT BETWEEN' : 'BETWEEN'} ${low ?? ''} AND ${high ?? ''}`,
    Level.Comparison,
    'boolean',
    node.at,
  );
}
