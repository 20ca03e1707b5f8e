import type { Expression } from '../syntax/ast';
import { negate, positive } from '../operations/arithmetic';
import { Dict, Tuple, type Value } from '../values/types';

/** The value of an expression of literals alone; undefined for any other. */
export function literalValue(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'list':
      return all(expression.items);
    case 'tuple': {
      const items = all(expression.items);
      return items && new Tuple(items);
    }
    case 'dict': {
      const keys = all(expression.pairs.map(([key]) => key));
      const values = all(expression.pairs.map(([, value]) => value));
      return keys && values && Dict.of(keys.map((key, at) => [key, values[at] ?? null]));
    }
    case 'unary': {
      const value = literalValue(expression.operand);
      if (value === undefined || expression.operator === 'not') return undefined;
      return expression.operator === '-' ? negate(value) : positive(value);
    }
    default:
      return undefined;
  }
}

function all(expressions: readonly Expression[]): Value[] | undefined {
  const values = expressions.map(literalValue);
  return values.every((value) => value !== undefined) ? values : undefined;
}
