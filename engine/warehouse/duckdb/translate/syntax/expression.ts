import type { BinaryOperator, Expression, Like } from './ast';
import { postfix } from './primary';
import { query } from './query';
import type { Reader } from './reader';

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const LIKES: Readonly<Record<string, Like['operator']>> = {
  LIKE: 'LIKE',
  ILIKE: 'ILIKE',
  RLIKE: 'RLIKE',
  REGEXP: 'RLIKE',
};

/** From the loosest binding to the tightest: OR, AND, NOT, comparison, + - ||, * / %, sign, casts and paths. */
export function expression(reader: Reader): Expression {
  let left = conjunction(reader);
  while (reader.is('OR')) {
    const { start: at } = reader.next();
    left = { kind: 'binary', operator: 'OR', left, right: conjunction(reader), at };
  }
  return left;
}

function conjunction(reader: Reader): Expression {
  let left = negation(reader);
  while (reader.is('AND')) {
    const { start: at } = reader.next();
    left = { kind: 'binary', operator: 'AND', left, right: negation(reader), at };
  }
  return left;
}

function negation(reader: Reader): Expression {
  const at = reader.at;
  if (!reader.take('NOT')) return comparison(reader);
  return { kind: 'unary', operator: 'NOT', operand: negation(reader), at };
}

function comparison(reader: Reader): Expression {
  let left = sum(reader);
  for (;;) {
    const token = reader.peek();
    const at = token.start;
    const operator = token.kind === 'symbol' ? COMPARISONS[token.text] : undefined;
    if (operator) {
      reader.next();
      if (reader.is('ANY') || reader.is('ALL') || reader.is('SOME')) {
        left = quantified(reader, left, operator, at);
        continue;
      }
      left = { kind: 'binary', operator, left, right: sum(reader), at };
      continue;
    }
    const predicate = wordPredicate(reader, left);
    if (!predicate) return left;
    left = predicate;
  }
}

/** `= ANY (SELECT …)` is IN, `<> ALL` is NOT IN. https://docs.snowflake.com/en/sql-reference/operators-subquery */
function quantified(reader: Reader, operand: Expression, operator: BinaryOperator, at: number): Expression {
  const all = reader.next().text === 'ALL';
  if (!reader.is('(') || !startsQuery(reader))
    reader.refuse(`${operator} ${all ? 'ALL' : 'ANY'} of a list`, 'Use IN.');
  const list = reader.parenthesized(() => query(reader));
  if (operator === '=' && !all) return { kind: 'in', operand, list, not: false, at };
  if (operator === '<>' && all) return { kind: 'in', operand, list, not: true, at };
  return { kind: 'quantified', operator, operand, quantifier: all ? 'ALL' : 'ANY', query: list, at };
}

function wordPredicate(reader: Reader, operand: Expression): Expression | undefined {
  const at = reader.at;
  if (reader.take('IS')) return isPredicate(reader, operand, at);
  const not = reader.is('NOT');
  const word = reader.peek(not ? 1 : 0);
  if (word.kind !== 'word') return undefined;
  const like = LIKES[word.text];
  if (!like && word.text !== 'IN' && word.text !== 'BETWEEN') return undefined;
  if (not) reader.next();
  reader.next();
  if (like) return likePredicate(reader, operand, like, not, at);
  if (word.text === 'BETWEEN') {
    const low = sum(reader);
    reader.expect('AND');
    return { kind: 'between', operand, low, high: sum(reader), not, at };
  }
  reader.expect('(');
  const list = startsQuery(reader) ? query(reader) : reader.list(() => expression(reader));
  reader.expect(')');
  return { kind: 'in', operand, list, not, at };
}

function isPredicate(reader: Reader, operand: Expression, at: number): Expression {
  const not = reader.take('NOT');
  if (reader.take('DISTINCT', 'FROM'))
    return { kind: 'distinct', left: operand, right: sum(reader), not, at };
  for (const test of ['NULL', 'TRUE', 'FALSE'] as const) {
    if (reader.take(test)) return { kind: 'is', operand, test, not, at };
  }
  return reader.unexpected('NULL, TRUE, FALSE or DISTINCT FROM');
}

function likePredicate(
  reader: Reader,
  operand: Expression,
  operator: Like['operator'],
  not: boolean,
  at: number,
): Expression {
  const quantifier = reader.take('ANY') ? 'ANY' : reader.take('ALL') ? 'ALL' : undefined;
  if (quantifier && reader.is('(', 'SELECT')) reader.refuse(`${operator} ${quantifier} of a query`);
  const patterns = quantifier
    ? reader.parenthesized(() => reader.list(() => expression(reader)))
    : [sum(reader)];
  const escape = reader.take('ESCAPE') ? sum(reader) : undefined;
  return { kind: 'like', operator, operand, quantifier, patterns, escape, not, at };
}

/**
 * `||` and `+` share a level here; where both stand in one chain without parentheses, Snowflake's order is not
 * documented, so it is refused.
 */
export function sum(reader: Reader): Expression {
  let left = product(reader);
  let concatenates: boolean | undefined;
  for (;;) {
    const token = reader.peek();
    if (token.kind !== 'symbol' || !['+', '-', '||'].includes(token.text)) return left;
    const concatenation = token.text === '||';
    if (concatenates !== undefined && concatenates !== concatenation) {
      reader.refuse('|| beside + or - without parentheses', 'Put parentheses around one of them.');
    }
    concatenates = concatenation;
    reader.next();
    left = {
      kind: 'binary',
      operator: token.text as BinaryOperator,
      left,
      right: product(reader),
      at: token.start,
    };
  }
}

function product(reader: Reader): Expression {
  let left = sign(reader);
  for (;;) {
    const token = reader.peek();
    if (token.kind !== 'symbol' || !['*', '/', '%'].includes(token.text)) return left;
    reader.next();
    left = {
      kind: 'binary',
      operator: token.text as BinaryOperator,
      left,
      right: sign(reader),
      at: token.start,
    };
  }
}

function sign(reader: Reader): Expression {
  const at = reader.at;
  for (const operator of ['-', '+'] as const) {
    if (reader.take(operator)) return { kind: 'unary', operator, operand: sign(reader), at };
  }
  return postfix(reader);
}

export function startsQuery(reader: Reader): boolean {
  let ahead = 0;
  while (reader.peek(ahead).kind === 'symbol' && reader.peek(ahead).text === '(') ahead += 1;
  const token = reader.peek(ahead);
  if (token.kind !== 'word') return false;
  return token.text === 'SELECT' || token.text === 'WITH' || token.text === 'VALUES';
}
