import type { Cte, Path, Query, QueryBody } from '../warehouse/duckdb/translate/syntax/ast';
import {
  asConditions,
  either,
  NOTHING,
  unknownBecause,
  type Derivation,
  type DerivedColumn,
} from './derivation';
import { derive } from './expressions';
import { scopeOf, type Member, type Scope } from './scope';
import { select } from './select';

export interface DerivedQuery {
  readonly columns: readonly DerivedColumn[];
  /** What decides which rows it gives: all conditions. */
  readonly rows: Derivation;
  /** Why its columns are not known. */
  readonly unknown?: string | undefined;
}

/** How tables and inner queries are derived at some place of a statement. */
export interface Deriving {
  readonly query: (query: Query, outer: Scope) => DerivedQuery;
  /** A table, or a CTE with what decides its rows. */
  readonly table: (path: Path) => Omit<DerivedQuery, 'rows'> & Partial<DerivedQuery>;
}

/** Columns of a table by its name; undefined where it is not known. */
export type Tables = (path: readonly string[]) => readonly DerivedColumn[] | undefined;

type Ctes = ReadonlyMap<string, DerivedQuery>;

export function deriveQuery(node: Query, tables: Tables): DerivedQuery {
  return query(node, scopeOf([]), tables, new Map());
}

function query(node: Query, outer: Scope, tables: Tables, around: Ctes): DerivedQuery {
  const ctes = new Map(around);
  for (const cte of node.with) ctes.set(cte.name.text, commonTable(cte, outer, tables, ctes));
  const made = body(node.body, outer, deriving(tables, ctes));
  if (!node.limit || 'kind' in node.orderBy) return made;
  // Which rows a LIMIT leaves is decided by their order.
  const scope = scopeOf([{ label: undefined, columns: made.columns }, ...made.members], outer);
  const order = node.orderBy.map(({ expression }) => derive(expression, scope, deriving(tables, ctes).query));
  return { ...made, rows: rowsBy([made.rows, ...order]) };
}

const deriving = (tables: Tables, ctes: Ctes): Deriving => ({
  query: (inner, outer) => query(inner, outer, tables, ctes),
  table: (path) => {
    const names = path.map(({ text }) => text);
    const [only = ''] = names;
    const cte = names.length === 1 ? ctes.get(only) : undefined;
    if (cte) return cte;
    if (names.length === 1 && only === 'DUAL') return { columns: [] };
    const columns = tables(names);
    return columns
      ? { columns }
      : { columns: [], unknown: `the columns of ${names.join('.')} are not known` };
  },
});

/** A recursive CTE reads its own first rows; what it adds to them is found by a second look. */
function commonTable(cte: Cte, outer: Scope, tables: Tables, ctes: Ctes): DerivedQuery {
  const of = (known: Ctes): DerivedQuery => {
    const made = query(cte.query, outer, tables, known);
    const columns = made.columns.map((column, at) => ({
      ...column,
      name: cte.columns[at]?.text ?? column.name,
    }));
    return { ...made, columns };
  };
  const { body: node } = cte.query;
  if (node.kind !== 'set' || !readsItself(node.right, cte.name.text)) return of(ctes);
  const anchor = query({ ...cte.query, body: node.left }, outer, tables, ctes);
  const named = anchor.columns.map((column, at) => ({
    ...column,
    name: cte.columns[at]?.text ?? column.name,
  }));
  const first = of(new Map(ctes).set(cte.name.text, { ...anchor, columns: named }));
  return of(new Map(ctes).set(cte.name.text, first));
}

function readsItself(node: unknown, table: string): boolean {
  if (Array.isArray(node)) return node.some((part) => readsItself(part, table));
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'table' && 'path' in node && Array.isArray(node.path)) {
    const [only] = node.path as Path;
    return node.path.length === 1 && only?.text === table;
  }
  return Object.values(node).some((part) => readsItself(part, table));
}

interface DerivedBody extends DerivedQuery {
  /** What ORDER BY may name beside the columns. */
  readonly members: readonly Member[];
}

function body(node: QueryBody, outer: Scope, deriving: Deriving): DerivedBody {
  switch (node.kind) {
    case 'select':
      return select(node, outer, deriving);
    case 'values': {
      const scope = scopeOf([], outer);
      const columns = (node.rows[0] ?? []).map((_, at): DerivedColumn => ({
        name: `COLUMN${String(at + 1)}`,
        ...either(node.rows.flatMap((row) => (row[at] ? [derive(row[at], scope, deriving.query)] : []))),
      }));
      return { columns, rows: NOTHING, members: [] };
    }
    case 'nested':
      return { ...deriving.query(node.query, outer), members: [] };
    case 'set': {
      const [left, right] = [body(node.left, outer, deriving), body(node.right, outer, deriving)];
      const unknown = left.unknown ?? right.unknown;
      const rows = rowsBy([left.rows, right.rows]);
      if (node.operator !== 'UNION') {
        // The right side gives no value: it only says which rows stay.
        return { columns: left.columns, rows: rowsBy([rows, ...right.columns]), unknown, members: [] };
      }
      return { columns: union(left.columns, right.columns, node.byName), rows, unknown, members: [] };
    }
  }
}

function union(
  left: readonly DerivedColumn[],
  right: readonly DerivedColumn[],
  byName: boolean,
): readonly DerivedColumn[] {
  const other = (column: DerivedColumn, at: number): DerivedColumn | undefined =>
    byName ? right.find(({ name }) => name === column.name) : right[at];
  const both = left.map((column, at) => ({
    name: column.name,
    ...either([
      column,
      other(column, at) ?? (byName ? NOTHING : unknownBecause('the sides of a UNION differ in width')),
    ]),
  }));
  const more = byName ? right.filter(({ name }) => !left.some((column) => column.name === name)) : [];
  return [...both, ...more];
}

export function rowsBy(from: readonly Derivation[]): Derivation {
  return { ...NOTHING, conditions: asConditions(from), unknown: either(from).unknown };
}
