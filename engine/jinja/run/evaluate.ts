import { getAttribute, getItem, slice } from '../operations/access';
import { arithmetic, negate, positive } from '../operations/arithmetic';
import { contains, equal, ordered } from '../operations/compare';
import { printf } from '../operations/printf';
import type { ComparisonOperator, Expression } from '../syntax/ast';
import { isTrue } from '../values/inspect';
import { text } from '../values/print';
import { Dict, Tuple, Undefined, type Value } from '../values/types';
import { callValue, evaluateArguments } from './call';
import { applyFilterExpression, applyTest } from './filters';
import type { Frame } from './rendering';

/** The value of an expression. Whatever fails gets the place of the innermost expression that failed. */
export function evaluate(expression: Expression, frame: Frame): Value {
  try {
    return compute(expression, frame);
  } catch (error: unknown) {
    throw frame.locate(error, expression.at);
  }
}

function compute(expression: Expression, frame: Frame): Value {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'name':
      return frame.lookup(expression.name);
    case 'list':
      return expression.items.map((item) => evaluate(item, frame));
    case 'tuple':
      return new Tuple(expression.items.map((item) => evaluate(item, frame)));
    case 'dict':
      return Dict.of(expression.pairs.map(([key, value]) => [evaluate(key, frame), evaluate(value, frame)]));
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, frame));
    case 'arithmetic': {
      const left = evaluate(expression.left, frame);
      const right = evaluate(expression.right, frame);
      if (expression.operator === '%' && typeof left === 'string') return printf(left, right);
      return arithmetic(expression.operator, left, right);
    }
    case 'logic': {
      const left = evaluate(expression.left, frame);
      return isTrue(left) === (expression.operator === 'or') ? left : evaluate(expression.right, frame);
    }
    case 'compare':
      return compareChain(expression, frame);
    case 'concat':
      return expression.parts.map((part) => text(evaluate(part, frame))).join('');
    case 'conditional':
      if (isTrue(evaluate(expression.test, frame))) return evaluate(expression.then, frame);
      return expression.otherwise ? evaluate(expression.otherwise, frame) : noElse(expression.at, frame);
    case 'attribute':
      return adopt(getAttribute(evaluate(expression.object, frame), expression.name), frame);
    case 'item':
      return adopt(getItem(evaluate(expression.object, frame), evaluate(expression.key, frame)), frame);
    case 'slice': {
      const [object, from, to, step] = [
        expression.object,
        expression.from,
        expression.to,
        expression.step,
      ].map((part) => evaluate(part, frame));
      return adopt(slice(object ?? null, from ?? null, to ?? null, step ?? null), frame);
    }
    case 'call': {
      const callee = evaluate(expression.callee, frame);
      const { args, kwargs } = evaluateArguments(expression.args, frame);
      return callValue(callee, args, kwargs, frame, expression.at);
    }
    case 'filter':
      return applyFilterExpression(expression, undefined, frame);
    case 'test': {
      const value = evaluate(expression.object, frame);
      const { args, kwargs } = evaluateArguments(expression.args, frame);
      return applyTest(expression.name, value, args, kwargs);
    }
  }
}

/** What is undefined in dbt's parse phase swallows every use. */
const adopt = (value: Value, frame: Frame): Value =>
  frame.chainable && value instanceof Undefined && !value.chainable
    ? new Undefined(value.message, true)
    : value;

function unary(operator: 'not' | '-' | '+', value: Value): Value {
  if (operator === 'not') return !isTrue(value);
  return operator === '-' ? negate(value) : positive(value);
}

function compareChain(expression: Expression & { readonly kind: 'compare' }, frame: Frame): boolean {
  let left = evaluate(expression.first, frame);
  for (const { operator, operand } of expression.rest) {
    const right = evaluate(operand, frame);
    if (!compareTwo(operator, left, right)) return false;
    left = right;
  }
  return true;
}

function compareTwo(operator: ComparisonOperator, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    default:
      return ordered(operator, left, right);
  }
}

function noElse(at: number, frame: Frame): Undefined {
  const { line } = frame.source.position(at);
  return frame.undefined(
    `the inline if-expression on line ${line} evaluated to false and no else section was defined.`,
  );
}
