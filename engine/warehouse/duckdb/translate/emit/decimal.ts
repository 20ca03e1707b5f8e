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
export function decimalOf({ type, decimal, text }: Sql): Decimal | undefined {
  if (type === 'number') return decimal;
  if (type !== 'integer') return undefined;
  return decimal ?? { scale: 0, precision: /^-?\d{1,18}$/.test(text) ? text.length : undefined };
}

/** A NUMBER of which DuckDB's type is known. */
export const number = (text: string, decimal: Decimal | undefined, at: Offset): Sql => ({
  ...atom(text, 'number', at),
  decimal,
});

export const withDecimal = (sql: Sql, decimal: Decimal | undefined): Sql =>
  decimal && (sql.type === 'number' || sql.type === 'integer') ? { ...sql, decimal } : sql;

/** Out of DuckDB's name for a type. */
export function decimalNamed(stored: string | undefined): Decimal | undefined {
  if (stored === 'BIGINT') return { scale: 0, precision: 19 };
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(stored ?? '') ?? [];
  return precision === undefined ? undefined : { precision: Number(precision), scale: Number(scale) };
}

/** The type that DuckDB keeps it in, with room for all digits before the point. */
export const wideDecimal = (scale: number): string => `DECIMAL(38,${scale})`;

export const same = (one: Decimal | undefined, other: Decimal | undefined): boolean =>
  one !== undefined && one.scale === other?.scale && one.precision === other.precision;

/** DuckDB's type for all of them, where it keeps every digit of each. */
export function joint(decimals: readonly Decimal[]): Decimal | undefined {
  if (!shareDigits(decimals)) return undefined;
  const scale = Math.max(...decimals.map((decimal) => decimal.scale));
  const leading = Math.max(...decimals.map((decimal) => (decimal.precision ?? NaN) - decimal.scale));
  return { scale, precision: Number.isNaN(leading) ? undefined : leading + scale };
}

/** Whether DuckDB's type for all of them keeps every digit of each. */
export function shareDigits(decimals: readonly Decimal[]): boolean {
  const scale = Math.max(...decimals.map((decimal) => decimal.scale));
  if (decimals.every((decimal) => decimal.scale === scale)) return true;
  return decimals.every((decimal) => (decimal.precision ?? Infinity) - decimal.scale + scale <= 38);
}
