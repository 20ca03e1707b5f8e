import { repr } from '../values/print';
import type { CallArguments, Expression, FilterExpression } from './ast';
import { parseExpression } from './expressions';
import { parsePrimary } from './primary';
import type { TokenStream } from './token-stream';

const NO_ARGUMENTS: CallArguments = {
  positional: [],
  keywords: [],
  spread: undefined,
  keywordSpread: undefined,
};

/** `.name`, `[…]` and `(…)` after an expression. */
export function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (stream.isOperator('.')) expression = parseAttribute(stream, expression);
    else if (stream.isOperator('[')) expression = parseSubscript(stream, expression);
    else if (stream.isOperator('(')) expression = parseCall(stream, expression);
    else return expression;
  }
}

/** `| filter`, `is test` and further calls. */
export function parseFilterChain(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (stream.skip('operator', '|')) expression = parseFilter(stream, expression);
    else if (stream.isName('is')) expression = parseTest(stream, expression);
    else if (stream.isOperator('(')) expression = parseCall(stream, expression);
    else return expression;
  }
}

/** A chain of filters for a block, whose text takes the place of the first one's object. */
export function parseBlockFilter(stream: TokenStream): FilterExpression {
  let filter = parseFilter(stream, undefined);
  while (stream.skip('operator', '|')) filter = parseFilter(stream, filter);
  return filter;
}

function parseAttribute(stream: TokenStream, object: Expression): Expression {
  stream.next();
  const token = stream.next();
  if (token.type === 'name') return { kind: 'attribute', object, name: token.text, at: token.at };
  if (token.type !== 'integer') return stream.fail('expected name or number', token.at);
  return {
    kind: 'item',
    object,
    key: { kind: 'constant', value: token.literal ?? null, at: token.at },
    at: token.at,
  };
}

function parseSubscript(stream: TokenStream, object: Expression): Expression {
  const { at } = stream.next();
  const none: Expression = { kind: 'constant', value: null, at };
  const part = (): Expression =>
    stream.isOperator(':') || stream.isOperator(']') || stream.isOperator(',')
      ? none
      : parseExpression(stream);
  const first = part();
  if (first === none && !stream.isOperator(':'))
    return stream.fail(`unexpected ${repr(stream.current.text)}`);
  let subscript: Expression;
  if (stream.skip('operator', ':')) {
    const to = part();
    const step = stream.skip('operator', ':') ? part() : none;
    subscript = { kind: 'slice', object, from: first, to, step, at };
  } else {
    const keys = [first];
    while (stream.skip('operator', ',')) keys.push(parseExpression(stream));
    subscript = {
      kind: 'item',
      object,
      key: keys.length === 1 ? first : { kind: 'tuple', items: keys, at },
      at,
    };
  }
  stream.expect('operator', ']');
  return subscript;
}

function parseCall(stream: TokenStream, callee: Expression): Expression & { readonly kind: 'call' } {
  return { kind: 'call', callee, args: parseArguments(stream), at: callee.at };
}

function parseFilter(stream: TokenStream, object: Expression | undefined): FilterExpression {
  const { at } = stream.current;
  const name = parseDottedName(stream);
  return {
    kind: 'filter',
    object,
    name,
    args: stream.isOperator('(') ? parseArguments(stream) : NO_ARGUMENTS,
    at,
  };
}

function parseDottedName(stream: TokenStream): string {
  let name = stream.expect('name').text;
  while (stream.skip('operator', '.')) name += `.${stream.expect('name').text}`;
  return name;
}

function parseTest(stream: TokenStream, object: Expression): Expression {
  stream.next();
  const negated = stream.skip('name', 'not');
  const { at } = stream.current;
  const name = parseDottedName(stream);
  let args = NO_ARGUMENTS;
  if (stream.isOperator('(')) {
    args = parseArguments(stream);
  } else if (startsTestArgument(stream)) {
    if (stream.isName('is')) stream.fail('You cannot chain multiple tests with is');
    args = { ...NO_ARGUMENTS, positional: [parsePostfix(stream, parsePrimary(stream))] };
  }
  const test: Expression = { kind: 'test', object, name, args, at };
  return negated ? { kind: 'unary', operator: 'not', operand: test, at } : test;
}

function startsTestArgument(stream: TokenStream): boolean {
  const { type, text } = stream.current;
  if (type === 'name') return !['else', 'or', 'and'].includes(text);
  return ['string', 'integer', 'float'].includes(type) || (type === 'operator' && ['[', '{'].includes(text));
}

function parseArguments(stream: TokenStream): CallArguments {
  const { at } = stream.expect('operator', '(');
  const positional: Expression[] = [];
  const keywords: (readonly [string, Expression])[] = [];
  let spread: Expression | undefined;
  let keywordSpread: Expression | undefined;
  const ensure = (allowed: boolean): void => {
    if (!allowed) stream.fail('invalid syntax for function call expression', at);
  };
  for (let first = true; !stream.isOperator(')'); first = false) {
    if (!first) {
      stream.expect('operator', ',');
      if (stream.isOperator(')')) break;
    }
    if (stream.skip('operator', '*')) {
      ensure(!spread && !keywordSpread);
      spread = parseExpression(stream);
    } else if (stream.skip('operator', '**')) {
      ensure(!keywordSpread);
      keywordSpread = parseExpression(stream);
    } else if (stream.is('name') && stream.look().type === 'operator' && stream.look().text === '=') {
      ensure(!keywordSpread);
      const { text: name } = stream.next();
      stream.next();
      if (keywords.some(([given]) => given === name)) stream.fail(`keyword argument repeated: ${name}`, at);
      keywords.push([name, parseExpression(stream)]);
    } else {
      ensure(!spread && !keywordSpread && keywords.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expect('operator', ')');
  return { positional, keywords, spread, keywordSpread };
}
