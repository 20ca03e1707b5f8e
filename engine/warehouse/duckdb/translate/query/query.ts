import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { orderBy } from '../functions/window-clause';
import { refuse } from '../refusal';
import type { Cte, Expression, From, Query, QueryBody } from '../syntax/ast';
import { hasGenerator } from './hidden';
import { select } from './select';
import { values } from './values';

/** A whole query. */
export function query(node: Query, env: Environment): string {
  const ctes = node.with.length > 0 ? `${commonTables(node.with, env)} ` : '';
  const order = ordering(node, env);
  const limit = node.limit && !isNull(node.limit) ? ` LIMIT ${env.expression(node.limit, env).text}` : '';
  const offset =
    node.offset && !isNull(node.offset) ? ` OFFSET ${env.expression(node.offset, env).text}` : '';
  return `${ctes}${body(node.body, env)}${order}${limit}${offset}`;
}

const isNull = (node: Expression): boolean => node.kind === 'null';

function ordering(node: Query, env: Environment): string {
  if (node.orderBy === 'ALL') return ' ORDER BY ALL';
  if (node.orderBy.length === 0) return '';
  const generates =
    node.body.kind === 'select' && node.body.from !== undefined && hasGenerator(node.body.from);
  return ` ORDER BY ${orderBy(node.orderBy, { ...env, generates })}`;
}

/**
 * RECURSIVE is optional in Snowflake: a CTE that names itself is recursive.
 * https://docs.snowflake.com/en/sql-reference/constructs/with
 * Under WITH RECURSIVE DuckDB gives every UNION the types of its first branch, so that `0 union all 1.25` would be
 * 0 and 1: the word is written only where it is needed, and a UNION beside a recursive CTE stands in a SELECT.
 */
function commonTables(ctes: readonly Cte[], env: Environment): string {
  const recursive = new Set(ctes.filter(namesItself));
  const tables = ctes.map((cte) => {
    const columns = cte.columns.length > 0 ? ` (${cte.columns.map(name).join(', ')})` : '';
    const text = query(cte.query, env);
    const shielded = recursive.size > 0 && !recursive.has(cte) && cte.query.body.kind === 'set';
    return `${identifier(cte.name.text)}${columns} AS (${shielded ? `SELECT * FROM (${text})` : text})`;
  });
  return `WITH ${recursive.size > 0 ? 'RECURSIVE ' : ''}${tables.join(', ')}`;
}

function namesItself(cte: Cte): boolean {
  return cte.query.body.kind === 'set' && reads(cte.query, cte.name.text);
}

/** Whether a table of this name, without a schema, is read anywhere below a node of the tree. */
function reads(node: unknown, table: string): boolean {
  if (Array.isArray(node)) return node.some((part) => reads(part, table));
  if (typeof node !== 'object' || node === null) return false;
  if (isTable(node)) return node.path.length === 1 && node.path[0]?.text === table;
  return Object.values(node).some((part) => reads(part, table));
}

function isTable(node: object): node is Extract<From, { readonly kind: 'table' }> {
  return 'kind' in node && node.kind === 'table' && 'path' in node;
}

function body(node: QueryBody, env: Environment): string {
  switch (node.kind) {
    case 'select':
      return select(node, env);
    case 'values':
      return `SELECT * FROM ${values(node.rows, undefined, env)}`;
    case 'nested':
      return `(${query(node.query, env)})`;
    case 'set': {
      if (node.byName && node.operator !== 'UNION') refuse(`${node.operator} BY NAME`, node.at);
      const operator = `${node.operator}${node.all ? ' ALL' : ''}${node.byName ? ' BY NAME' : ''}`;
      return `${side(node.left, env)} ${operator} ${side(node.right, env, true)}`;
    }
  }
}

/** DuckDB reads set operations from left to right as well, but a right-hand one needs its parentheses. */
const side = (node: QueryBody, env: Environment, right = false): string =>
  node.kind === 'set' && right ? `(${body(node, env)})` : body(node, env);
