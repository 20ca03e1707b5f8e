import { Callable, TemplateObject } from '../host';
import type { Filter } from '../filters/filter';
import { FILTERS } from '../filters';
import { getAttribute, getItem, slice } from '../operations/access';
import { arithmetic, negate, positive } from '../operations/arithmetic';
import { contains, equal, ordered } from '../operations/compare';
import { printf } from '../operations/printf';
import type { CallArguments, ComparisonOperator, Expression, FilterExpression } from '../syntax/ast';
import { makeTests, type Test } from '../tests';
import { fromHost, toHost } from '../values/convert';
import type { Kwargs } from '../values/arguments';
import { typeFailure, undefinedFailure } from '../values/failure';
import { isTrue, iterate, typeName } from '../values/inspect';
import { nearest } from '../values/near-name';
import { text } from '../values/print';
import { Dict, Native, Tuple, Undefined, type Value } from '../values/types';
import { type Frame, Site } from './rendering';

const TESTS = makeTests(new Set(FILTERS.keys()));

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

export interface EvaluatedArguments {
  readonly args: readonly Value[];
  readonly kwargs: Kwargs;
}

export function evaluateArguments(given: CallArguments, frame: Frame): EvaluatedArguments {
  const args = given.positional.map((argument) => evaluate(argument, frame));
  if (given.spread) args.push(...iterate(evaluate(given.spread, frame)));
  const kwargs = new Map<string, Value>();
  for (const [name, value] of given.keywords) kwargs.set(name, evaluate(value, frame));
  const spread = given.keywordSpread ? evaluate(given.keywordSpread, frame) : undefined;
  if (spread !== undefined) {
    if (!(spread instanceof Dict))
      return typeFailure(`argument after ** must be a mapping, not ${typeName(spread)}`);
    for (const [key, value] of spread.entries()) {
      if (typeof key !== 'string') return typeFailure('keywords must be strings');
      if (kwargs.has(key)) return typeFailure(`got multiple values for keyword argument '${key}'`);
      kwargs.set(key, value);
    }
  }
  return { args, kwargs };
}

export function callValue(
  callee: Value,
  args: readonly Value[],
  kwargs: Kwargs,
  frame: Frame,
  at: number,
): Value {
  if (callee instanceof Undefined) return callee.chainable ? callee : callee.fail();
  if (callee instanceof Native && callee.call) return callee.call(args, kwargs, { frame, offset: at });
  const invoke = callee instanceof Callable || callee instanceof TemplateObject ? callee.invoke : undefined;
  if (!invoke) return typeFailure(`'${typeName(callee)}' object is not callable`);
  const keywords = Object.fromEntries([...kwargs].map(([name, value]) => [name, toHost(value)]));
  return fromHost(invoke.call(callee, args.map(toHost), keywords, new Site(frame, at)));
}

/** A filter, or a chain of them; `body` is the text of a filter block. */
export function applyFilterExpression(
  expression: FilterExpression,
  body: string | undefined,
  frame: Frame,
): Value {
  try {
    const object = filterObject(expression, body, frame);
    const { args, kwargs } = evaluateArguments(expression.args, frame);
    return applyFilter(expression.name, object, args, kwargs, frame);
  } catch (error: unknown) {
    throw frame.locate(error, expression.at);
  }
}

function filterObject({ object }: FilterExpression, body: string | undefined, frame: Frame): Value {
  if (object?.kind === 'filter' && body !== undefined) return applyFilterExpression(object, body, frame);
  return object ? evaluate(object, frame) : (body ?? '');
}

function applyFilter(
  name: string,
  value: Value,
  args: readonly Value[],
  kwargs: Kwargs,
  frame: Frame,
): Value {
  const filter: Filter | undefined = FILTERS.get(name);
  if (!filter) return undefinedFailure(`No filter named '${name}'${nearest(name, FILTERS.keys()) || '.'}`);
  return filter(value, args, kwargs, {
    native: frame.rendering.native,
    filter: (other, item, more, keywords) => applyFilter(other, item, more, keywords, frame),
    test: applyTest,
  });
}

function applyTest(name: string, value: Value, args: readonly Value[], kwargs: Kwargs): boolean {
  const test: Test | undefined = TESTS.get(name);
  if (!test) return undefinedFailure(`No test named '${name}'${nearest(name, TESTS.keys()) || '.'}`);
  return test(value, ...args, ...kwargs.values());
}
