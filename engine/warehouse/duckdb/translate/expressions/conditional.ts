import type { Environment } from '../emit/environment';
import {
  decimalNamed,
  decimalOf,
  shareDigits,
  wideDecimal,
  withDecimal,
  type Decimal,
} from '../emit/decimal';
import { atom, Level, within, type Sql } from '../emit/sql';
import { common, isNumeric, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { alternatives, compared } from './coercion';
import { truth } from './operator';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function caseExpression(node: Node<'case'>, env: Environment): Sql {
  const whens = node.whens.map(({ when }) => env.expression(when, env));
  const operand = node.operand && env.expression(node.operand, env);
  const [head, ...conditions] = operand
    ? compared([operand, ...whens], 'CASE')
    : [undefined, ...whens.map((when) => truth(when, 'WHEN'))];
  const results = [...node.whens.map(({ then }) => then), ...(node.otherwise ? [node.otherwise] : [])];
  const { texts, type, decimal } = unified(
    results.map((result) => env.expression(result, env)),
    'CASE',
  );
  const branches = conditions.map(
    (condition, index) => `WHEN ${condition?.text ?? ''} THEN ${texts[index] ?? ''}`,
  );
  const tail = node.otherwise ? ` ELSE ${texts.at(-1) ?? ''}` : '';
  const text = `CASE ${head ? `${head.text} ` : ''}${branches.join(' ')}${tail} END`;
  return withDecimal(atom(text, type, node.at), decimal);
}

export interface Unified {
  readonly type: Type;
  readonly texts: readonly string[];
  readonly decimal?: Decimal | undefined;
}

/**
 * Several alternatives of one value (CASE, COALESCE, VALUES, …), brought to one type. A column that nothing is known of
 * beside a number gets a unary plus, which DuckDB has for numbers alone: it does nothing to them and refuses the rest.
 */
export function unified(values: readonly Sql[], where: string): Unified {
  const items = exact(alternatives(values, where), where);
  const known = items.filter(({ type }) => type !== 'null' && type !== 'unknown');
  const numeric = known.some(({ type }) => isNumeric(type));
  const texts = items.map((item) =>
    numeric && item.type === 'unknown' && !item.text.startsWith('$')
      ? `+${within(item, Level.Atom)}`
      : item.text,
  );
  const type = common(items.map((item) => item.type));
  if (type !== 'unknown') return { type, texts, decimal: sharedDecimal(known) };
  if (numeric) return { type: 'numeric', texts };
  const only = known[0]?.type;
  // Some are columns: a text or a boolean among them settles the type in both engines.
  return {
    type: only === 'text' || only === 'boolean' ? only : wider(items.map((item) => item.type)),
    texts,
  };
}

/** DuckDB gives alternatives the greatest scale; a small literal among them takes part in that. */
function sharedDecimal(items: readonly Sql[]): Decimal | undefined {
  const computed = items.filter(({ type, text }) => type !== 'integer' || !/^-?\d{1,9}$/.test(text));
  if (computed.some(({ type }) => type !== 'number')) return undefined;
  const decimals = computed.map(decimalOf);
  const [first] = decimals;
  if (!first || decimals.includes(undefined)) return undefined;
  return { scale: Math.max(...decimals.map((decimal) => decimal?.scale ?? 0)) };
}

/** A date among timestamps is one. */
const wider = (types: readonly Type[]): Type =>
  types.every((type) => type === 'date' || type === 'timestamp' || type === 'null') ? 'timestamp' : 'unknown';

/** Items of one kind have one type in DuckDB: what is known of it, or the text. */
const kindOf = ({ text, decimal }: Sql): string =>
  decimal?.precision === undefined ? text : `${decimal.precision},${decimal.scale}`;

/**
 * Of DECIMAL(38,8) and DECIMAL(38,2) DuckDB makes DECIMAL(38,2), which would round the first: `sum(x)` beside
 * `sum(x) / n`. So each is cast to a type that keeps all digits after the point: where the types are not known, to that
 * of their sum; plain columns then stay as they are, and fail where the statement is bound if digits would be lost.
 */
function exact(items: readonly Sql[], where: string): readonly Sql[] {
  const decimals = items.filter(({ type }) => type === 'number' || type === 'numeric');
  const [first] = decimals;
  if (!first || decimals.length < 2) return items;
  const known = decimals.flatMap((item) => decimalOf(item) ?? []);
  if (known.length === decimals.length && shareDigits(known)) return items;
  if (known.length === decimals.length) {
    const type = wideDecimal(Math.max(...known.map(({ scale }) => scale)));
    return items.map((item) =>
      decimals.includes(item)
        ? withDecimal(atom(`CAST(${item.text} AS ${type})`, item.type, item.at), decimalNamed(type))
        : item,
    );
  }
  // One of each type is enough, so that long lists of casts stay short; a nested check would grow with their number.
  const kinds = [...new Map(decimals.map((item) => [kindOf(item), item])).values()];
  if (decimals.every((item) => item.simple)) {
    if (kinds.length < 2) return items;
    if (kinds.length > 40) refuse(`${where} with so many numbers`, first.at, 'Cast them to one NUMBER type.');
    const every = (macro: string): string =>
      `[${kinds.map(({ text }) => `sf.${macro}(${text})`).join(', ')}]`;
    return items.map((item) =>
      decimals.includes(item)
        ? { ...item, text: `sf.same_digits_among(${item.text}, ${every('leading')}, ${every('scale')})` }
        : item,
    );
  }
  const sum = kinds.map((item) => within(item, Level.Product)).join(' + ');
  if (sum.length > 3000)
    refuse(`${where} with numbers of such length`, first.at, 'Cast them to one NUMBER type.');
  return items.map((item) =>
    decimals.includes(item) ? atom(`cast_to_type(${item.text}, ${sum})`, item.type, item.at) : item,
  );
}
