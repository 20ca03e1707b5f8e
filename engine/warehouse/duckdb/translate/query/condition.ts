import type { Expression, Name, Query } from '../syntax/ast';

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
