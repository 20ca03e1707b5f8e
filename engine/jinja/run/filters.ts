import { FILTERS } from '../filters';
import type { Filter } from '../filters/filter';
import type { FilterExpression } from '../syntax/ast';
import { makeTests, type Test } from '../tests';
import type { Kwargs } from '../values/arguments';
import { undefinedFailure } from '../values/failure';
import { nearest } from '../values/near-name';
import type { Value } from '../values/types';
import { evaluateArguments } from './call';
import { evaluate } from './evaluate';
import type { Frame } from './rendering';

const TESTS = makeTests(new Set(FILTERS.keys()));

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

export function applyTest(name: string, value: Value, args: readonly Value[], kwargs: Kwargs): boolean {
  const test: Test | undefined = TESTS.get(name);
  if (!test) return undefinedFailure(`No test named '${name}'${nearest(name, TESTS.keys()) || '.'}`);
  return test(value, ...args, ...kwargs.values());
}
