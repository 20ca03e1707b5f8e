import type { ArithmeticOperator } from '../operations/arithmetic';
import type { Comparison, ComparisonOperator, Expression } from './ast';
import { parseFilterChain, parsePostfix } from './postfix';
import { parsePrimary } from './primary';
import type { TokenStream } from './token-stream';

/** One expression; precedence as in Jinja2's parser, from `… if …` down to literals. */
export function parseExpression(stream: TokenStream, withCondition = true): Expression {
  return withCondition ? parseConditional(stream) : parseOr(stream);
}

function parseConditional(stream: TokenStream): Expression {
  let expression = parseOr(stream);
  while (stream.isName('if')) {
    const { at } = stream.next();
    const test = parseOr(stream);
    const otherwise = stream.skip('name', 'else') ? parseConditional(stream) : undefined;
    expression = { kind: 'conditional', test, then: expression, otherwise, at };
  }
  return expression;
}

function parseOr(stream: TokenStream): Expression {
  let left = parseAnd(stream);
  while (stream.isName('or')) {
    const { at } = stream.next();
    left = { kind: 'logic', operator: 'or', left, right: parseAnd(stream), at };
  }
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream);
  while (stream.isName('and')) {
    const { at } = stream.next();
    left = { kind: 'logic', operator: 'and', left, right: parseNot(stream), at };
  }
  return left;
}

function parseNot(stream: TokenStream): Expression {
  if (!stream.isName('not')) return parseComparison(stream);
  const { at } = stream.next();
  return { kind: 'unary', operator: 'not', operand: parseNot(stream), at };
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

function parseComparison(stream: TokenStream): Expression {
  const first = parseSum(stream);
  const rest: Comparison[] = [];
  const { at } = stream.current;
  for (;;) {
    const operator = takeComparison(stream);
    if (operator === undefined) break;
    rest.push({ operator, operand: parseSum(stream) });
  }
  return rest.length === 0 ? first : { kind: 'compare', first, rest, at };
}

function takeComparison(stream: TokenStream): ComparisonOperator | undefined {
  if (stream.current.type === 'operator' && COMPARISONS.has(stream.current.text)) {
    return stream.next().text as ComparisonOperator;
  }
  if (stream.skip('name', 'in')) return 'in';
  if (!stream.isName('not') || stream.look().text !== 'in' || stream.look().type !== 'name') return undefined;
  stream.next();
  stream.next();
  return 'not in';
}

function leftAssociative(
  operators: readonly ArithmeticOperator[],
  operand: (stream: TokenStream) => Expression,
): (stream: TokenStream) => Expression {
  return (stream) => {
    let left = operand(stream);
    for (;;) {
      const operator = operators.find((candidate) => stream.isOperator(candidate));
      if (operator === undefined) return left;
      const { at } = stream.next();
      left = { kind: 'arithmetic', operator, left, right: operand(stream), at };
    }
  };
}

// `**` is left-associative and binds weaker than a leading minus: Jinja2's order, not Python's.
const parsePower = leftAssociative(['**'], (stream) => parseUnary(stream));
const parseProduct = leftAssociative(['*', '/', '//', '%'], parsePower);
const parseSum = leftAssociative(['+', '-'], parseConcat);

function parseConcat(stream: TokenStream): Expression {
  const first = parseProduct(stream);
  if (!stream.isOperator('~')) return first;
  const { at } = stream.current;
  const parts = [first];
  while (stream.skip('operator', '~')) parts.push(parseProduct(stream));
  return { kind: 'concat', parts, at };
}

function parseUnary(stream: TokenStream, withFilter = true): Expression {
  const sign = (['-', '+'] as const).find((candidate) => stream.isOperator(candidate));
  let expression: Expression;
  if (sign) {
    const { at } = stream.next();
    expression = { kind: 'unary', operator: sign, operand: parseUnary(stream, false), at };
  } else {
    expression = parsePrimary(stream);
  }
  expression = parsePostfix(stream, expression);
  return withFilter ? parseFilterChain(stream, expression) : expression;
}
