import { refuse } from '../refusal';
import { namesColumn, type Scope } from '../scope/scope';
import type { Expression, Name, Query, Select } from '../syntax/ast';

const ROWS = '_ROWS';

/**
 * A condition that keeps rows: `(a, b) IN (SELECT …)` keeps those for which an equal row exists. Only there, for where
 * a null is in a row the one is unknown and the other false, which a condition does not tell apart.
 */
export function filtering(node: Expression): Expression {
  if (node.kind === 'binary' && (node.operator === 'AND' || node.operator === 'OR'))
    return { ...node, left: filtering(node.left), right: filtering(node.right) };
  if (node.kind !== 'in' || node.not || node.operand.kind !== 'tuple' || !isQuery(node.list)) return node;
  return { kind: 'exists', query: matching(node.operand.items, node.list, node.at), at: node.at };
}

/**
 * `sum(b) AS b … HAVING b > 2`: a name is a column's before it is an alias, and that column is no group. DuckDB takes the
 * alias. Inside an aggregate both take the column.
 */
export function refuseHiddenColumn({ having, groupBy, items }: Select, scope: Scope): void {
  if (!having || groupBy?.kind === 'all') return;
  const aliases = new Set(items.flatMap(({ alias }) => (alias ? [alias.text] : [])));
  const groups = JSON.stringify(groupBy?.elements ?? []);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('kind' in node)) return;
    if (node.kind === 'call' || node.kind === 'subquery' || node.kind === 'exists') return;
    const column = node as Expression;
    if (column.kind !== 'column') return Object.values(node).forEach(visit);
    const name = column.path.at(-1)?.text ?? '';
    const hidden = column.path.length === 1 && aliases.has(name) && namesColumn(scope, column.path);
    if (hidden && !groups.includes(`"text":${JSON.stringify(name)}`))
      refuse(`HAVING of ${name}, a column and an alias`, column.at, 'Write the aggregate again.');
  };
  visit(having);
}

const isQuery = (list: readonly Expression[] | Query): list is Query => !Array.isArray(list);

/** The rows of the query that equal the values, column by column. */
function matching(values: readonly Expression[], query: Query, at: number): Query {
  const name = (text: string): Name => ({ text, quoted: true, at });
  const columns = values.map((_value, index) => name(`C$${index + 1}`));
  const equal = values.map((left, index): Expression => {
    const path = [name(ROWS), columns[index] ?? name('')];
    return { kind: 'binary', operator: '=', left, right: { kind: 'column', path, at }, at };
  });
  const where = equal.reduce((left, right) => ({ kind: 'binary', operator: 'AND', left, right, at }));
  const from = { kind: 'derived', query, lateral: false, alias: { name: name(ROWS), columns }, at } as const;
  const one: Expression = { kind: 'number', text: '1', at };
  const items = [{ expression: one, alias: name('FOUND'), source: '1' }];
  return { with: [], body: { kind: 'select', distinct: false, items, from, where, at }, orderBy: [], at };
}
