import { macro } from '../emit/macro';
import type { Sql } from '../emit/sql';
import type { Offset } from '../refusal';
import { arithmetic } from './operator';

/**
 * Division by zero is an error, and NUMBER / NUMBER has the scale max(s1, min(s1 + 6, 12)).
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic#division
 * Limits: the quotient is computed in double precision, so beyond 15 significant digits the last ones can differ;
 * a dividend of scale 7 to 12 is rounded as in Snowflake but shown with more zeros.
 */
export function divide(left: Sql, right: Sql, at: Offset): Sql {
  arithmetic(left, '/');
  arithmetic(right, '/');
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
