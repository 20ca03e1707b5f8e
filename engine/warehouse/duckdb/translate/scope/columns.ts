import { decimalNamed, joint, same, type Decimal } from '../emit/decimal';
import { common, type Type } from '../emit/type';
import type { Name } from '../syntax/ast';

/** A column of a relation or of a query's result, by the name that DuckDB gives it. */
export interface TypedColumn {
  readonly name: string;
  readonly type: Type;
  /** The type that a table stores it as, in DuckDB's words. */
  readonly stored?: string | undefined;
  /** Of a NUMBER that a query computes. */
  readonly decimal?: Decimal | undefined;
  /** Of a whole number that a query computes: whether DuckDB keeps it in 64 bits or more. */
  readonly wide?: boolean | undefined;
}

/** What is known of a column's values. */
export type Typed = Pick<TypedColumn, 'type' | 'decimal' | 'wide'>;

export const typed = ({ type, stored, decimal, wide }: TypedColumn): Typed => ({
  type,
  decimal: decimal ?? decimalNamed(stored),
  wide: wide ?? (stored === 'BIGINT' || stored === 'HUGEINT'),
});

/** What several columns that are one have in common. */
export function commonOf(all: readonly Typed[]): Typed {
  const [first] = all;
  return {
    type: common(all.map(({ type }) => type)),
    decimal: all.every(({ decimal }) => same(first?.decimal, decimal)) ? first?.decimal : undefined,
    wide: all.every(({ wide }) => wide),
  };
}

/** Columns in order; undefined where a relation is not known, so that any column may be there. */
export type Columns = readonly TypedColumn[] | undefined;

/** The columns under other names, as `AS t (a, b)` gives them. */
export const renamed = (columns: Columns, names: readonly Name[]): Columns =>
  columns?.map((column, index) => ({ ...column, name: names[index]?.text ?? column.name }));

/** The columns of a set operation: named after the first query, of the types both sides have in common. */
export function merged(left: Columns, right: Columns): Columns {
  if (!left || left.length !== right?.length) return undefined;
  return left.map((column, index) => {
    const other = right[index];
    const sides = [typed(column), other ? typed(other) : { type: 'unknown' as const }];
    const decimals = sides.flatMap(({ decimal }) => decimal ?? []);
    const { type, decimal, wide } = commonOf(sides);
    return {
      name: column.name,
      type,
      decimal: decimal ?? (decimals.length === 2 ? joint(decimals) : undefined),
      wide,
    };
  });
}
