import type { Environment } from '../emit/environment';
import { atom, Level, within, type Sql } from '../emit/sql';
import { common, isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { alike, truth } from './operator';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function caseExpression(node: Node<'case'>, env: Environment): Sql {
  const operand = node.operand && env.expression(node.operand, env);
  const conditions = node.whens.map(({ when }) => {
    const condition = env.expression(when, env);
    if (operand) alike(operand, condition, 'CASE');
    else truth(condition, 'WHEN');
    return condition.text;
  });
  const results = [...node.whens.map(({ then }) => then), ...(node.otherwise ? [node.otherwise] : [])];
  const { texts, type } = unified(
    results.map((result) => env.expression(result, env)),
    'CASE',
  );
  const head = operand ? `CASE ${operand.text}` : 'CASE';
  const whens = conditions
    .map((condition, index) => `WHEN ${condition} THEN ${texts[index] ?? ''}`)
    .join(' ');
  const tail = node.otherwise ? ` ELSE ${texts.at(-1) ?? ''}` : '';
  return atom(`${head} ${whens}${tail} END`, type, node.at);
}

export interface Unified {
  readonly type: Type;
  readonly texts: readonly string[];
}

/**
 * Several alternatives of one value (CASE, COALESCE, VALUES, …). Where they are of different kinds Snowflake casts all
 * to one, texts to numbers for example; DuckDB would make them texts. So known kinds have to agree, and a column beside
 * a number gets a unary plus, which DuckDB has for numbers alone: it does nothing to them and refuses the rest.
 */
export function unified(alternatives: readonly Sql[], where: string): Unified {
  const known = alternatives.filter(({ type }) => type !== 'null' && type !== 'unknown');
  const kinds = new Map(known.map((item) => [kindOf(item), item]));
  const [first, second] = [...kinds.entries()];
  if (first && second)
    refuse(`${where} with ${first[0]} beside ${second[0]}`, second[1].at, 'Cast them to one type.');
  const numeric = known.some(({ type }) => isNumeric(type));
  const texts = alternatives.map((item) =>
    numeric && item.type === 'unknown' && !item.text.startsWith('$')
      ? `+${within(item, Level.Atom)}`
      : item.text,
  );
  const type = common(alternatives.map((item) => item.type));
  if (type !== 'unknown') return { type, texts };
  if (numeric) return { type: 'numeric', texts };
  const only = known[0]?.type;
  // Some are columns: a text or a boolean among them settles the type in both engines.
  return { type: only === 'text' || only === 'boolean' ? only : 'unknown', texts };
}

function kindOf({ type }: Sql): string {
  if (isNumeric(type)) return 'a number';
  return isSemiStructured(type) ? 'a VARIANT' : `a ${type.toUpperCase()}`;
}
