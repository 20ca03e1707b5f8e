import { repr } from '../values/print';
import type { Value } from '../values/types';
import type { Expression } from './ast';
import { parseExpression } from './expressions';
import { describe } from './token';
import type { TokenStream } from './token-stream';

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.next();
  const { at } = token;
  switch (token.type) {
    case 'name': {
      const constant = CONSTANTS.get(token.text);
      return constant === undefined
        ? { kind: 'name', name: token.text, at }
        : { kind: 'constant', value: constant, at };
    }
    case 'string': {
      let value = String(token.literal);
      while (stream.is('string')) value += String(stream.next().literal);
      return { kind: 'constant', value, at };
    }
    case 'integer':
    case 'float':
      return { kind: 'constant', value: token.literal ?? null, at };
    case 'operator':
      if (token.text === '(') {
        const inner = parseTuple(stream, { parenthesized: true });
        stream.expect('operator', ')');
        return inner;
      }
      if (token.text === '[') return { kind: 'list', items: parseItems(stream, ']', parseExpression), at };
      if (token.text === '{') return { kind: 'dict', pairs: parseItems(stream, '}', parsePair), at };
      break;
    default:
  }
  return stream.fail(`unexpected ${repr(describe(token))}`, at);
}

/** What is between brackets, a trailing comma allowed. */
function parseItems<Item>(
  stream: TokenStream,
  end: string,
  parse: (stream: TokenStream) => Item,
): readonly Item[] {
  const items: Item[] = [];
  while (!stream.isOperator(end)) {
    if (items.length > 0) stream.expect('operator', ',');
    if (stream.isOperator(end)) break;
    items.push(parse(stream));
  }
  stream.expect('operator', end);
  return items;
}

function parsePair(stream: TokenStream): readonly [Expression, Expression] {
  const key = parseExpression(stream);
  stream.expect('operator', ':');
  return [key, parseExpression(stream)];
}

export interface TupleRules {
  readonly withCondition?: boolean;
  readonly parenthesized?: boolean;
  /** A name that ends the tuple, such as `recursive`. */
  readonly end?: string;
}

/** One expression, or a tuple where commas follow. */
export function parseTuple(stream: TokenStream, rules: TupleRules = {}): Expression {
  const { at } = stream.current;
  const items: Expression[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (isTupleEnd(stream, rules.end)) break;
    items.push(parseExpression(stream, rules.withCondition));
    if (!stream.isOperator(',')) break;
    isTuple = true;
  }
  const [only] = items;
  if (!isTuple && only) return only;
  if (!isTuple && !rules.parenthesized) {
    stream.fail(`Expected an expression, got ${repr(describe(stream.current))}`);
  }
  return { kind: 'tuple', items, at };
}

export const isTupleEnd = (stream: TokenStream, end: string | undefined): boolean =>
  stream.is('eof') ||
  stream.is('variable_end') ||
  stream.is('block_end') ||
  stream.isOperator(')') ||
  (end !== undefined && stream.isName(end));
