import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { scalar, text } from '../emit/operand';
import { compound, Level, within, type Sql } from '../emit/sql';
import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { BinaryOperator, Expression } from '../syntax/ast';
import { divide } from './division';

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
      return print(text(left, '||'), text(right, '||'), 'text');
    case '/':
      return divide(left, right, at);
    case '+':
    case '-':
      return additive(left, right, operator, print);
    case '*':
    case '%':
      arithmetic(left, operator);
      arithmetic(right, operator);
      if (operator === '%') return macro('modulo', [left, right], numeric(left.type, right.type), at);
      if (scaled(left) && scaled(right))
        return macro('multiply', [left, right], numeric(left.type, right.type), at);
      return print(wide(left, right), right, numeric(left.type, right.type));
  }
}

/** A factor that may have digits after the point, of a number that may not be a float. */
const scaled = ({ type }: Sql): boolean => type !== 'integer' && type !== 'float' && type !== 'null';

/** DuckDB gives two literals a type that just holds them: `2147483647 + 1` would overflow. */
const wide = (left: Sql, right: Sql): Sql =>
  [left, right].every((side) => side.type === 'integer' && /^-?\d+$/.test(side.text))
    ? { ...left, text: `CAST(${left.text} AS HUGEINT)`, level: Level.Atom }
    : left;

/**
 * date + n is a date in both engines, and date - date the days between; a timestamp takes no number in Snowflake's
 * place but days, which DuckDB does not do.
 */
function additive(
  left: Sql,
  right: Sql,
  operator: '+' | '-',
  print: (l: Sql, r: Sql, type: Type) => Sql,
): Sql {
  for (const side of [left, right]) {
    if (side.type === 'timestamp' || side.type === 'timestamptz' || side.type === 'time') {
      refuse(
        `${operator} on a ${side.type === 'time' ? 'TIME' : 'TIMESTAMP'}`,
        side.at,
        'Use DATEADD or DATEDIFF.',
      );
    }
    if (side.type !== 'date') arithmetic(side, operator);
  }
  if (left.type === 'date' && right.type === 'date') return print(left, right, 'integer');
  if (left.type === 'date' || right.type === 'date') {
    const days = left.type === 'date' ? right : left;
    if (days.type === 'number' || days.type === 'float')
      refuse('A date and a fraction of days', days.at, 'Use DATEADD.');
    return print(left, right, 'date');
  }
  return print(wide(left, right), right, added(left.type, right.type));
}

export function arithmetic(sql: Sql, operator: string): void {
  scalar(sql, operator);
  if (sql.type === 'text' || sql.type === 'boolean') {
    refuse(
      `${sql.type === 'text' ? 'A text' : 'A boolean'} under ${operator}`,
      sql.at,
      'Cast it to a number.',
    );
  }
}

/** What `+` and `-` give; an unknown side may be a date. */
const added = (left: Type, right: Type): Type =>
  left === 'unknown' || right === 'unknown' || left === 'null' || right === 'null'
    ? 'unknown'
    : numeric(left, right);

const numeric = (left: Type, right: Type): Type => {
  if (left === 'float' || right === 'float') return 'float';
  if (!isNumeric(left) || !isNumeric(right) || left === 'numeric' || right === 'numeric') return 'numeric';
  return left === 'integer' && right === 'integer' ? 'integer' : 'number';
};

/**
 * Both sides as DuckDB may compare them. Snowflake brings different types together by casting one side, in ways that
 * DuckDB does not share: a text literal beside a number is written as the number it is, the rest is refused.
 */
export function comparable(left: Sql, right: Sql, where: string): readonly [Sql, Sql] {
  scalar(left, where);
  scalar(right, where);
  if (isNumeric(left.type) && right.type === 'text') return [left, numberOf(right)];
  if (isNumeric(right.type) && left.type === 'text') return [numberOf(left), right];
  const pair = [left.type, right.type];
  if (pair.includes('text') && pair.includes('boolean'))
    refuse('A comparison of a text with a boolean', right.at, 'Cast one side.');
  if (pair.includes('boolean') && pair.some(isNumeric)) {
    refuse('A comparison of a boolean with a number', right.at, 'Cast one side.');
  }
  return [left, right];
}

/** The same where the two cannot be written anew: they have to be alike as they are. */
export function alike(left: Sql, right: Sql, where: string): void {
  const [one, two] = comparable(left, right, where);
  if (one !== left || two !== right)
    refuse('A comparison of a text with a number', right.at, 'Cast one side.');
}

function numberOf(text: Sql): Sql {
  const [, digits] = /^'([+-]?\d+(?:\.\d+)?)'$/.exec(text.text) ?? [];
  return digits === undefined
    ? refuse('A comparison of a text with a number', text.at, 'Cast one side.')
    : { ...text, text: digits, type: digits.includes('.') ? 'number' : 'integer' };
}

/** AND, OR, NOT, WHERE: a number or a text would be cast, which DuckDB does in its own way. */
export function truth(sql: Sql, where: string): Sql {
  if (isSemiStructured(sql.type) || sql.type === 'text' || isNumeric(sql.type)) {
    refuse(`A value that is no boolean under ${where}`, sql.at, 'Add ::boolean or compare it.');
  }
  return sql;
}

export function unaryExpression(node: Node<'unary'>, env: Environment): Sql {
  const operand = env.expression(node.operand, env);
  const { at, operator } = node;
  if (operator === 'NOT')
    return compound(`NOT ${within(truth(operand, 'NOT'), Level.Not)}`, Level.Not, 'boolean', at);
  arithmetic(operand, operator);
  if (operator === '+') return operand;
  return {
    ...compound(`-${within(operand, Level.Atom)}`, Level.Sign, operand.type, at),
    simple: operand.simple,
  };
}
