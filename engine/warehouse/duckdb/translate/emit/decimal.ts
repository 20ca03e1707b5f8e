import type { Offset } from '../refusal';
import { atom, type Sql } from './sql';

/**
 * What is known of the DECIMAL(p,s) in which DuckDB keeps a NUMBER. Where it is not known, compatibility macros ask
 * `typeof()` when the statement is bound, which costs some milliseconds a mention.
 */
export interface Decimal {
  readonly scale: number;
  readonly precision?: number | undefined;
}

/** A whole number has no digits after the point, whatever DuckDB keeps it in. */
export const decimalOf = ({ type, decimal }: Sql): Decimal | undefined =>
  type === 'integer' ? { scale: 0 } : type === 'number' ? decimal : undefined;

/** A NUMBER of which DuckDB's type is known. */
export const number = (text: string, decimal: Decimal | undefined, at: Offset): Sql => ({
  ...atom(text, 'number', at),
  decimal,
});

export const withDecimal = (sql: Sql, decimal: Decimal | undefined): Sql =>
  decimal && sql.type === 'number' ? { ...sql, decimal } : sql;

/** Out of DuckDB's name for a type. */
export function decimalNamed(stored: string | undefined): Decimal | undefined {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(stored ?? '') ?? [];
  return precision === undefined ? undefined : { precision: Number(precision), scale: Number(scale) };
}

/** The type that DuckDB keeps it in, with room for all digits before the point. */
export const wideDecimal = (scale: number): string => `DECIMAL(38,${scale})`;

export const same = (one: Decimal | undefined, other: Decimal | undefined): boolean =>
  one !== undefined && one.scale === other?.scale && one.precision === other.precision;
