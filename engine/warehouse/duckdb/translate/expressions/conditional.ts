import type { Environment } from '../emit/environment';
import { atom, type Sql } from '../emit/sql';
import { common, isNumeric, isSemiStructured } from '../emit/type';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { comparable, truth } from './operator';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function caseExpression(node: Node<'case'>, env: Environment): Sql {
  const operand = node.operand && env.expression(node.operand, env);
  const results: Sql[] = [];
  const whens = node.whens.map(({ when, then }) => {
    const condition = env.expression(when, env);
    if (operand) comparable(operand, condition, 'CASE');
    else truth(condition, 'WHEN');
    const result = env.expression(then, env);
    results.push(result);
    return `WHEN ${condition.text} THEN ${result.text}`;
  });
  const otherwise = node.otherwise && env.expression(node.otherwise, env);
  if (otherwise) results.push(otherwise);
  const type = branches(results, 'CASE');
  const head = operand ? `CASE ${operand.text}` : 'CASE';
  const tail = otherwise ? ` ELSE ${otherwise.text}` : '';
  return atom(`${head} ${whens.join(' ')}${tail} END`, type, node.at);
}

/**
 * The type of several alternatives. Where they are of different kinds Snowflake casts all to one, e.g. texts to
 * numbers; DuckDB would choose text.
 */
export function branches(results: readonly Sql[], where: string): Sql['type'] {
  const type = common(results.map((result) => result.type));
  const known = results.filter(({ type: t }) => t !== 'null' && t !== 'unknown');
  const kinds = new Map(known.map((result) => [kindOf(result), result]));
  if (kinds.size > 1) {
    const [first, second] = [...kinds.entries()];
    if (first && second) refuse(`${where} with ${first[0]} beside ${second[0]}`, second[1].at, 'Cast them to one type.');
  }
  const [only] = known;
  if (type !== 'unknown' || !only || kinds.size !== 1) return type;
  // Some branches are columns: a text or a boolean among them settles the type in both engines.
  return only.type === 'text' || only.type === 'boolean' ? only.type : 'unknown';
}

function kindOf(sql: Sql): string {
  if (isNumeric(sql.type)) return 'a number';
  if (isSemiStructured(sql.type)) return 'a VARIANT';
  return sql.type === 'integer' ? 'a number' : `a ${sql.type.toUpperCase()}`;
}
