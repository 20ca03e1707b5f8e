import { Callable, type KeywordArguments, TemplateObject } from '../host';
import type { CallArguments } from '../syntax/ast';
import type { Kwargs } from '../values/arguments';
import { fromHost, toHost } from '../values/convert';
import { typeFailure } from '../values/failure';
import { iterate, typeName } from '../values/inspect';
import { Dict, Native, Undefined, type Value } from '../values/types';
import { evaluate } from './evaluate';
import { type Frame, Site } from './rendering';

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
  return fromHost(invoke.call(callee, args.map(toHost), hostKeywords(kwargs), new Site(frame, at)));
}

/** Without a prototype, so that a function of the scope finds nothing there that the template did not give. */
const hostKeywords = (kwargs: Kwargs): KeywordArguments =>
  Object.assign(
    Object.create(null) as object,
    Object.fromEntries([...kwargs].map(([name, value]) => [name, toHost(value)])),
  );
