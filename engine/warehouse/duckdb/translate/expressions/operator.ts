import type { Environment } from '../emit/environment';
import { decimalOf, withDecimal, type Decimal } from '../emit/decimal';
import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { compound, Level, within, type Sql } from '../emit/sql';
import { isNumeric, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { BinaryOperator, Expression } from '../syntax/ast';
import { asBoolean, asNumber, compared } from './coercion';
import { dateSum } from './date-sum';
import { divide, remainder } from './division';
import { intervalSum } from './interval';
import { isMoment } from './moment';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

const LEVELS: Readonly<Record<BinaryOperator, Level>> = {
  OR: Level.Or,
  AND: Level.And,
  '=': Level.Comparison,
  '<>': Level.Comparison,
  '<': Level.Comparison,
  '<=': Level.Comparison,
  '>': Level.Comparison,
  '>=': Level.Comparison,
  '||': Level.Concatenation,
  '+': Level.Sum,
  '-': Level.Sum,
  '*': Level.Product,
  '/': Level.Product,
  '%': Level.Product,
};

export function binaryExpression(node: Node<'binary'>, env: Environment): Sql {
  const { operator, at } = node;
  const sum = intervalSum(node, env);
  if (sum) return sum;
  const left = env.expression(node.left, env);
  const right = env.expression(node.right, env);
  const print = (l: Sql, r: Sql, type: Type): Sql => {
    const level = LEVELS[operator];
    // A comparison of comparisons is not associative: both sides are closed off.
    const leftLevel = level === Level.Comparison ? level + 1 : level;
    return compound(`${within(l, leftLevel)} ${operator} ${within(r, level + 1)}`, level, type, at);
  };
  switch (operator) {
    case 'OR':
    case 'AND':
      return print(truth(left, operator), truth(right, operator), 'boolean');
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return print(...comparable(left, right, operator), 'boolean');
    case '||':
      return print(concatenated(left), concatenated(right), 'text');
    case '/':
      return divide(left, right, at);
    case '+':
    case '-':
      return additive(left, right, operator, print);
    case '*':
    case '%':
      return multiplicative(asNumber(left, operator), asNumber(right, operator), operator, at, print);
  }
}

/** A column or a literal that is a boolean becomes a text here, a comparison does not. */
function concatenated(side: Sql): Sql {
  if (side.type === 'boolean' && !side.simple)
    refuse('A computed boolean under ||', side.at, 'Use TO_VARCHAR.');
  return text(side, '||');
}

type Print = (left: Sql, right: Sql, type: Type) => Sql;

function multiplicative(left: Sql, right: Sql, operator: '*' | '%', at: number, print: Print): Sql {
  const type = numeric(left.type, right.type);
  if (operator === '%') return remainder(left, right, type, at);
  const product = together(left, right, (mine, theirs) => mine + theirs);
  if (!scaled(left) || !scaled(right))
    return keptWide(withDecimal(print(...wide(left, right, '*'), type), product));
  const [one, other] = [decimalOf(left), decimalOf(right)];
  if (!one || !other || one.scale + other.scale > Math.max(one.scale, other.scale, PRODUCT_SCALE))
    return macro('multiply', [left, right], type, at);
  return withDecimal(print(roomy(left, one, other), right, type), product);
}

function together(left: Sql, right: Sql, scale: (one: number, other: number) => number): Decimal | undefined {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  return one && other && { scale: scale(one.scale, other.scale) };
}

/** A product keeps all the digits of its factors up to so many after the point: compat/division.ts. */
const PRODUCT_SCALE = 12;

/** Of DECIMAL(12,2) and DECIMAL(12,2) DuckDB makes DECIMAL(18,4), in which 10^14 is an overflow. */
function roomy(left: Sql, one: Decimal, other: Decimal): Sql {
  const [mine = 38, theirs = 38] = [one.precision, other.precision];
  if (mine + theirs <= 18 || mine > 18 || theirs > 18) return left;
  return { ...left, text: `CAST(${left.text} AS DECIMAL(19,${one.scale}))`, level: Level.Atom };
}

/** A factor that may have digits after the point, of a number that may not be a float. */
const scaled = ({ type }: Sql): boolean => type !== 'integer' && type !== 'float' && type !== 'null';

const LITERAL = /^-?\d+$/;

/** A whole number that DuckDB keeps in 64 bits or more: a column of a table, a cast, a sum, a number of rows. */
export const isWide = (sql: Sql): boolean =>
  sql.type === 'integer' && (sql.wide === true || (sql.level === Level.Atom && WIDE.test(sql.text)));
const WIDE =
  /^(?:CAST\([^]* AS (?:BIGINT|HUGEINT)\)|(?:sum|count|date_diff|row_number|rank|dense_rank)\([^]*)$/;

/**
 * DuckDB keeps literals, columns of VALUES and lengths in 32 bits, and their sums and products as well: `86400 * 30000`
 * would overflow. One side in 64 bits is enough; between two literals it has to be a HUGEINT.
 */
function wide(left: Sql, right: Sql, operator: '+' | '-' | '*'): readonly [Sql, Sql] {
  const whole = [left, right].every(({ type }) => type === 'integer');
  if (!whole || isWide(left) || isWide(right)) return [left, right];
  const stored = (side: Sql, type: string): Sql => ({
    ...side,
    text: `CAST(${side.text} AS ${type})`,
    level: Level.Atom,
  });
  const [one, other] = [LITERAL.test(left.text), LITERAL.test(right.text)];
  if (one) return [stored(left, other ? 'HUGEINT' : 'BIGINT'), right];
  if (other) return [left, stored(right, 'BIGINT')];
  const level = operator === '*' ? Level.Product : Level.Sum;
  const neutral = operator === '*' ? '* CAST(1 AS BIGINT)' : '+ CAST(0 AS BIGINT)';
  return [{ ...left, text: `${within(left, level)} ${neutral}`, level }, right];
}

/** What the sum or product of whole numbers is kept in. */
const keptWide = (sum: Sql): Sql => (sum.type === 'integer' ? { ...sum, wide: true } : sum);

function additive(one: Sql, other: Sql, operator: '+' | '-', print: Print): Sql {
  if (isMoment(one.type) || isMoment(other.type)) return dateSum(one, other, operator);
  const [left, right] = [asNumber(one, operator), asNumber(other, operator)];
  return keptWide(
    withDecimal(
      print(...wide(left, right, operator), added(left.type, right.type)),
      together(left, right, Math.max),
    ),
  );
}

/** What `+` and `-` give; an unknown side may be a date. */
const added = (left: Type, right: Type): Type =>
  left === 'unknown' || right === 'unknown' || left === 'null' || right === 'null'
    ? 'unknown'
    : numeric(left, right);

/** The type of a product, a sum or a remainder. */
export const numeric = (left: Type, right: Type): Type => {
  if (left === 'float' || right === 'float') return 'float';
  if (!isNumeric(left) || !isNumeric(right) || left === 'numeric' || right === 'numeric') return 'numeric';
  return left === 'integer' && right === 'integer' ? 'integer' : 'number';
};

/** Both sides of a comparison as DuckDB may compare them. */
export function comparable(left: Sql, right: Sql, where: string): readonly [Sql, Sql] {
  const [one = left, two = right] = compared([left, right], where);
  return [one, two];
}

/** AND, OR, NOT, WHERE. */
export const truth = asBoolean;

export function unaryExpression(node: Node<'unary'>, env: Environment): Sql {
  const operand = env.expression(node.operand, env);
  const { at, operator } = node;
  if (operator === 'NOT')
    return compound(`NOT ${within(truth(operand, 'NOT'), Level.Not)}`, Level.Not, 'boolean', at);
  const value = asNumber(operand, operator);
  if (operator === '+') return value;
  return {
    ...compound(`-${within(value, Level.Atom)}`, Level.Sign, value.type, at),
    simple: value.simple,
    decimal: value.decimal,
  };
}
