import { decimalOf, joint, number, wideDecimal, withDecimal, type Decimal } from '../emit/decimal';
import { macro } from '../emit/macro';
import { Level, simple, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import type { Offset } from '../refusal';
import { asNumber } from './coercion';

/**
 * Division by zero is an error, and NUMBER / NUMBER has the scale max(s1, min(s1 + 6, 12)): compat/division.ts.
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic#division
 */
export function divide(dividend: Sql, divisor: Sql, at: Offset): Sql {
  const [left, right] = [asNumber(dividend, '/'), asNumber(divisor, '/')];
  const nonzero = right.level === Level.Atom ? /^nullif\(([^]*), 0\)$/.exec(right.text)?.[1] : undefined;
  // What is null where it is 0 needs no error, and is short without its NULLIF.
  return nonzero === undefined
    ? quotient('divide', left, right, at)
    : quotient('divide_counts', left, { ...right, text: nonzero }, at);
}

/** One of the macros that divide: where both scales are known, the one that is told them and does not ask. */
export function quotient(name: string, left: Sql, right: Sql, at: Offset): Sql {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  if (one && other && one.scale + other.scale <= MOST_DIGITS)
    return number(
      macro(`${name}_of`, [left, right, ...digitsOf(one, other)], 'number', at).text,
      quotientDecimal(one),
      at,
    );
  const exact = (side: Sql): boolean => side.type === 'integer' || side.type === 'number';
  const type =
    left.type === 'float' || right.type === 'float'
      ? 'float'
      : exact(left) && exact(right)
        ? 'number'
        : 'numeric';
  return macro(name, [typed(left), typed(right)], type, at);
}

/** Powers of ten have to fit into 128 bits. */
const MOST_DIGITS = 24;

/** DuckDB makes DOUBLEs of two DECIMALs that have no type in common: those are whole numbers while they are divided. */
export function remainder(left: Sql, right: Sql, type: Type, at: Offset): Sql {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  if (type !== 'number' || !one || !other) return macro('modulo', [left, right], type, at);
  const both = joint([one, other]);
  const scale = Math.max(one.scale, other.scale);
  if (both?.precision !== undefined && both.precision <= 38)
    return withDecimal(macro('modulo', [left, right], type, at), { scale });
  const digits = [powerOfTen(scale), oneAt(scale)].map((text) => simple(text, 'integer', at));
  return withDecimal(macro('modulo_of', [left, right, ...digits], type, at), { scale, precision: 38 });
}

export const quotientDecimal = ({ scale }: Decimal): Decimal => ({
  precision: 38,
  scale: Math.max(scale, Math.min(scale + 6, 12)),
});

/**
 * What `quotient_of` is told after its two numbers: the scale of the result and its power of ten, the powers that make
 * both numbers whole and the dividend as long as the result asks for, one in the result's last place, and its type.
 */
export function digitsOf(one: Decimal, other: Decimal): readonly Sql[] {
  const { scale } = quotientDecimal(one);
  const constant = (text: string): Sql => simple(text, 'integer', 0);
  return [
    constant(String(scale)),
    constant(`1e${scale}`),
    constant(powerOfTen(one.scale)),
    constant(powerOfTen(other.scale)),
    constant(powerOfTen(scale - one.scale + other.scale)),
    constant(oneAt(scale)),
    constant(`CAST(NULL AS ${wideDecimal(scale)})`),
  ];
}

export const powerOfTen = (digits: number): string => `1${'0'.repeat(digits)}`;

/** One in the last of so many places after the point: DuckDB gives it just that scale. */
export const oneAt = (scale: number): string => (scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`);

/** The macros take their result's type from their arguments, and a bare NULL has none. */
export const typed = (operand: Sql): Sql =>
  operand.type === 'null' ? { ...operand, text: 'CAST(NULL AS BIGINT)' } : operand;
