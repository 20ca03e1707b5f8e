import type { CompiledQuery, Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { directionOf, orderBy } from '../functions/window-clause';
import { refuse, reject } from '../refusal';
import { merged, renamed, type Columns } from '../scope/columns';
import { scopeOf, type Scope } from '../scope/scope';
import { keepingDigits } from './set-digits';
import { meeting, steady } from './set-types';
import type { Cte, Expression, From, Query, QueryBody } from '../syntax/ast';
import { hasGenerator, namesSequence } from './star';
import { select } from './select';
import { values } from './values';
import { widened } from './whole-numbers';
import { distinctRows, orderedItem, readsKey, refuseAll } from './variant-keys';

/** A whole query. */
export function query(node: Query, outer: Environment): CompiledQuery {
  const { text: ctes, env } = commonTables(node.with, { ...outer, sequenced: namesSequence(node) });
  const main = body(node.body, env);
  // The columns of the result come first, then those of FROM.
  const result: Scope = {
    ...scopeOf([{ label: undefined, columns: main.columns }], main.scope),
    places: main.scope.members,
  };
  const order = ordering(node, { ...env, scope: result }, main.columns);
  const limit = node.limit && !isNull(node.limit) ? ` LIMIT ${env.expression(node.limit, env).text}` : '';
  const offset =
    node.offset && !isNull(node.offset) ? ` OFFSET ${env.expression(node.offset, env).text}` : '';
  return { text: `${ctes}${main.text}${order}${limit}${offset}`, columns: main.columns };
}

/** NULL and '' set no limit. https://docs.snowflake.com/en/sql-reference/constructs/limit */
const isNull = (node: Expression): boolean =>
  node.kind === 'null' || (node.kind === 'string' && node.value === '');

function ordering(node: Query, env: Environment, columns: Columns): string {
  if ('kind' in node.orderBy) {
    refuseAll(columns, node.at);
    return ` ORDER BY ALL${directionOf(node.orderBy)}`;
  }
  if (node.orderBy.length === 0) return '';
  const generates =
    node.body.kind === 'select' && node.body.from !== undefined && hasGenerator(node.body.from);
  const ordered = { node, columns, from: env.scope.outer ?? env.scope };
  if (node.body.kind === 'select' && node.body.distinct) refuseUnselected(node, columns);
  const items = node.orderBy.map((item) => orderedItem(item, ordered));
  return ` ORDER BY ${orderBy(items, { ...env, generates }, (item) => readsKey(ordered, item))}`;
}

/** Rows that DISTINCT made one have no other columns to be ordered by; DuckDB would take those of the first. */
function refuseUnselected({ body: node, orderBy: items }: Query, columns: Columns): void {
  if (node.kind !== 'select' || 'kind' in items || !columns) return;
  const selected = new Set(node.items.map(({ source }) => source.toUpperCase()));
  for (const { expression } of items) {
    if (expression.kind !== 'column') continue;
    const name = expression.path.map(({ text }) => text).join('.');
    const last = expression.path.at(-1)?.text;
    if (columns.some((column) => column.name === last) || selected.has(name.toUpperCase())) continue;
    reject(
      `001792 (42601): SQL compilation error: [${name}] is not a valid order by expression`,
      expression.at,
    );
  }
}

/**
 * RECURSIVE is optional in Snowflake: a CTE that names itself is recursive.
 * https://docs.snowflake.com/en/sql-reference/constructs/with
 * Under WITH RECURSIVE DuckDB gives every UNION the types of its first branch, so that `0 union all 1.25` would be
 * 0 and 1: the word is written only where it is needed, and a UNION beside a recursive CTE stands in a SELECT.
 */
function commonTables(ctes: readonly Cte[], outer: Environment): { text: string; env: Environment } {
  if (ctes.length === 0) return { text: '', env: outer };
  const recursive = new Set(ctes.filter(namesItself));
  let env = outer;
  const tables = ctes.map((cte) => {
    const compiled = recursive.has(cte) ? recursion(cte, env) : query(cte.query, env);
    env = withTable(env, cte, compiled.columns);
    const columns = cte.columns.length > 0 ? ` (${cte.columns.map(name).join(', ')})` : '';
    const shielded = recursive.size > 0 && !recursive.has(cte) && cte.query.body.kind === 'set';
    const text = shielded ? `SELECT * FROM (${compiled.text})` : compiled.text;
    return `${identifier(cte.name.text)}${columns} AS (${text})`;
  });
  return { text: `WITH ${recursive.size > 0 ? 'RECURSIVE ' : ''}${tables.join(', ')} `, env };
}

const withTable = (env: Environment, cte: Cte, columns: Columns): Environment => ({
  ...env,
  ctes: new Map(env.ctes).set(cte.name.text, renamed(columns, cte.columns)),
});

/** The columns that a recursive query starts from decide the types of all its rows. */
function recursion(cte: Cte, env: Environment): CompiledQuery {
  const { body: node } = cte.query;
  if (node.kind !== 'set') return query(cte.query, env);
  if (node.operator !== 'UNION' || !node.all)
    refuse(`A recursive query with ${node.operator}`, node.at, 'Use UNION ALL.');
  const anchor = widened(body(node.left, env)).columns;
  const inner = withTable(env, cte, anchor);
  steady(anchor, body(node.right, inner).columns, node);
  return query(cte.query, { ...inner, recursive: cte.name.text });
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

interface CompiledBody extends CompiledQuery {
  /** What ORDER BY may name. */
  readonly scope: Scope;
}

function body(node: QueryBody, env: Environment): CompiledBody {
  switch (node.kind) {
    case 'select':
      return select(node, env);
    case 'values': {
      const { text, members } = values(node.rows, undefined, env);
      return {
        text: `SELECT * FROM ${text}`,
        columns: members[0]?.columns,
        scope: scopeOf(members, env.scope),
      };
    }
    case 'nested': {
      const { text, columns } = query(node.query, env);
      return { text: `(${text})`, columns, scope: scopeOf([{ label: undefined, columns }], env.scope) };
    }
    case 'set': {
      if (node.byName && node.operator !== 'UNION') refuse(`${node.operator} BY NAME`, node.at);
      const operator = `${node.operator}${node.all ? ' ALL' : ''}${node.byName ? ' BY NAME' : ''}`;
      const [one, right] = [side(node.left, env), side(node.right, env, true)];
      meeting(node, one.columns, right.columns);
      const repeats = env.recursive !== undefined && reads(node.right, env.recursive);
      const left = repeats ? widened(one) : node.byName ? one : keepingDigits(one, right);
      if (!node.byName) refuseWidths(node, left.columns, right.columns);
      const columns = node.byName ? undefined : merged(left.columns, right.columns);
      return {
        text: node.all
          ? `${left.text} ${operator} ${right.text}`
          : `${distinctRows(left)} ${operator} ${distinctRows(right)}`,
        columns,
        scope: scopeOf([{ label: undefined, columns }], env.scope),
      };
    }
  }
}

function refuseWidths(node: Extract<QueryBody, { kind: 'set' }>, left: Columns, right: Columns): void {
  if (!left || !right || left.length === right.length) return;
  const branches = (part: QueryBody): number =>
    part.kind === 'set' ? branches(part.left) + branches(part.right) : 1;
  reject(
    `001789 (42601): SQL compilation error: invalid number of result columns for set operator input branches, expected ${left.length}, got ${right.length} in branch ${branches(node.left) + 1}`,
    node.right.at,
  );
}

/** DuckDB reads set operations from left to right as well, but a right-hand one needs its parentheses. */
function side(node: QueryBody, env: Environment, right = false): CompiledQuery {
  const { text, columns } = body(node, env);
  return { text: node.kind === 'set' && right ? `(${text})` : text, columns };
}
