import { common, type Type } from '../emit/type';
import type { Name } from '../syntax/ast';

/** A column of a relation or of a query's result, by the name that DuckDB gives it. */
export interface TypedColumn {
  readonly name: string;
  readonly type: Type;
  /** The type that a table stores it as, in DuckDB's words. */
  readonly stored?: string | undefined;
}

/** Columns in order; undefined where a relation is not known, so that any column may be there. */
export type Columns = readonly TypedColumn[] | undefined;

/** The columns under other names, as `AS t (a, b)` gives them. */
export const renamed = (columns: Columns, names: readonly Name[]): Columns =>
  columns?.map((column, index) => ({ ...column, name: names[index]?.text ?? column.name }));

/** The columns of a set operation: named after the first query, of the types both sides have in common. */
export function merged(left: Columns, right: Columns): Columns {
  if (!left || left.length !== right?.length) return undefined;
  return left.map(({ name, type }, index) => ({
    name,
    type: common([type, right[index]?.type ?? 'unknown']),
  }));
}
