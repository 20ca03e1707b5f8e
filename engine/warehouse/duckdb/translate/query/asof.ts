import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import { scopeOf, typeOf, type Member } from '../scope/scope';
import type { Expression, From } from '../syntax/ast';
import type { CompiledRelation } from './relation';

type Join = Extract<From, { kind: 'join' }>;

/** The nearest row of the right side, or nulls. https://docs.snowflake.com/en/sql-reference/constructs/asof-join */
export function asof(node: Join, left: CompiledRelation, right: CompiledRelation, env: Environment): string {
  const { match } = node;
  if (match?.kind !== 'binary' || !['<', '<=', '>', '>='].includes(match.operator))
    return refuse('ASOF JOIN without a comparison in MATCH_CONDITION', node.at);
  if (!isOf(match.left, left.members) || !isOf(match.right, right.members))
    refuse('MATCH_CONDITION that does not name the left side first', match.at, 'Snowflake needs it so, too.');
  const conditions = [
    ...(node.on ? [`(${truth(env.expression(node.on, env), 'ON').text})`] : []),
    ...shared(node, left.members, right.members),
    env.expression(match, env).text,
  ];
  return `${left.text} ASOF LEFT JOIN ${right.text} ON ${conditions.join(' AND ')}`;
}

const isOf = (node: Expression, members: readonly Member[]): boolean =>
  node.kind !== 'column' || typeOf(scopeOf(members), node.path) !== undefined;

/** DuckDB's USING takes the column of the comparison as well: the others are written out. */
function shared(node: Join, left: readonly Member[], right: readonly Member[]): readonly string[] {
  if (node.using.length === 0) return [];
  const [one, other] = [left, right].map((members) => (members.length === 1 ? members[0]?.label : undefined));
  if (one === undefined || other === undefined)
    return refuse('ASOF JOIN with USING beside another join', node.at, 'Use ON.');
  return node.using.map(
    (column) => `${identifier(one)}.${name(column)} = ${identifier(other)}.${name(column)}`,
  );
}
