import type { Target } from './ast';
import { isTupleEnd } from './primary';
import type { TokenStream } from './token-stream';
import { describe } from './token';
import { repr } from '../values/print';

export interface TargetRules {
  /** `set ns.x = …` is allowed. */
  readonly namespaces?: boolean;
  /** The name that ends the targets: `in`. */
  readonly end?: string;
}

/** What `set` and `for` assign to: a name, or several separated by commas. */
export function parseTargets(stream: TokenStream, rules: TargetRules): Target {
  const { at } = stream.current;
  const items: Target[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (isTupleEnd(stream, rules.end)) break;
    items.push(parseTarget(stream, rules));
    if (!stream.isOperator(',')) break;
    isTuple = true;
  }
  const [only] = items;
  if (!only) return stream.fail(`Expected an expression, got ${repr(describe(stream.current))}`);
  return isTuple ? { kind: 'tuple', items, at } : only;
}

export function parseTarget(stream: TokenStream, rules: TargetRules): Target {
  const { at } = stream.current;
  if (stream.skip('operator', '(')) {
    const inner = parseTargets(stream, rules);
    stream.expect('operator', ')');
    return inner;
  }
  if (!stream.is('name')) {
    const literal = ['string', 'integer', 'float'].includes(stream.current.type);
    return stream.fail(`can't assign to ${literal ? "'const'" : repr(describe(stream.current))}`);
  }
  const { text: name } = stream.next();
  if (['true', 'false', 'none', 'True', 'False', 'None'].includes(name)) {
    return stream.fail("can't assign to 'const'", at);
  }
  if (!rules.namespaces || !stream.skip('operator', '.')) return { kind: 'name', name, at };
  return { kind: 'namespace', object: name, name: stream.expect('name').text, at };
}
