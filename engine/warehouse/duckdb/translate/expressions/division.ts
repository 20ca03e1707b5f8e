import { macro } from '../emit/macro';
import type { Sql } from '../emit/sql';
import type { Offset } from '../refusal';
import { asNumber } from './coercion';

/**
 * Division by zero is an error, and NUMBER / NUMBER has the scale max(s1, min(s1 + 6, 12)): compat/division.ts.
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic#division
 */
export function divide(dividend: Sql, divisor: Sql, at: Offset): Sql {
  const [left, right] = [asNumber(dividend, '/'), asNumber(divisor, '/')];
  const exact = (side: Sql): boolean => side.type === 'integer' || side.type === 'number';
  const type =
    left.type === 'float' || right.type === 'float'
      ? 'float'
      : exact(left) && exact(right)
        ? 'number'
        : 'numeric';
  return macro('divide', [typed(left), typed(right)], type, at);
}

/** The macros take their result's type from their arguments, and a bare NULL has none. */
export const typed = (operand: Sql): Sql =>
  operand.type === 'null' ? { ...operand, text: 'CAST(NULL AS BIGINT)' } : operand;
