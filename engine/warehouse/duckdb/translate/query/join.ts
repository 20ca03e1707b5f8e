import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { isSemiStructured } from '../emit/type';
import { truth } from '../expressions/operator';
import { refuse } from '../refusal';
import { scopeOf, typeOf, type Member } from '../scope/scope';
import type { From, JoinKind } from '../syntax/ast';
import { asof } from './asof';
import { lateralFunction, relation, type CompiledRelation } from './relation';
import { isSequenced, ROW_NUMBER_COLUMN } from './star';
import { isOuter } from './table-function';

/** https://docs.snowflake.com/en/sql-reference/constructs/join */
export function join(node: Extract<From, { kind: 'join' }>, env: Environment): CompiledRelation {
  const counts = isSequenced(node.right) && (env.sequenced ?? false);
  const left = counts ? numbered(node.left, relation(node.left, env)) : relation(node.left, env);
  // What is lateral may name the columns of what stands to its left.
  const lateral = isLateral(node.right) || node.right.kind === 'function';
  const beside = lateral ? { ...env, scope: scopeOf(left.members, env.scope) } : env;
  const right =
    counts && node.right.kind === 'function'
      ? lateralFunction(node.right, beside, rowNumber(left))
      : relation(node.right, beside);
  const members = [...left.members, ...withoutShared(node, left.members, right.members)];
  const sight = { ...env, scope: scopeOf(members, env.scope) };
  const { join: kind } = node;
  const text =
    kind === 'ASOF' ? asof(node, left, right, sight) : joined(node, kind, left.text, right.text, sight);
  return { text, members };
}

/** `*` shows a column of USING once, on the left; so with the columns that a NATURAL JOIN finds by itself. */
function withoutShared(
  node: Extract<From, { kind: 'join' }>,
  left: readonly Member[],
  right: readonly Member[],
): readonly Member[] {
  const names = new Set(left.flatMap(({ columns }) => columns?.map((column) => column.name) ?? []));
  const shared = (column: string): boolean =>
    node.natural ? names.has(column) : node.using.some(({ text }) => text === column);
  if (!node.natural && node.using.length === 0) return right;
  return right.map((item) => ({
    ...item,
    unshown: [
      ...(item.unshown ?? []),
      ...(item.columns ?? []).map((column) => column.name).filter((column) => shared(column)),
    ],
  }));
}

function joined(
  node: Extract<From, { kind: 'join' }>,
  kind: Exclude<JoinKind, 'ASOF'>,
  left: string,
  inner: string,
  env: Environment,
): string {
  const right = node.right.kind === 'join' ? `(${inner})` : inner;
  if (node.match) refuse('MATCH_CONDITION without ASOF JOIN', node.at);
  const on = node.on && truth(env.expression(node.on, env), 'ON').text;
  for (const column of node.using)
    if (isSemiStructured(typeOf(env.scope, [column]) ?? 'unknown'))
      refuse(`USING of the VARIANT ${column.text}`, column.at, 'Use ON.');
  const using = node.using.length > 0 ? ` USING (${node.using.map(name).join(', ')})` : '';
  switch (kind) {
    case 'COMMA':
      return `${left}, ${right}`;
    case 'CROSS':
      if (on !== undefined || using) refuse('ON or USING with CROSS JOIN', node.at);
      return `${left} CROSS JOIN ${right}`;
    case 'INNER':
      if (node.natural) return `${left} NATURAL JOIN ${right}`;
      // JOIN without a condition is a cross join in Snowflake.
      if (on === undefined && !using) return `${left} CROSS JOIN ${right}`;
      return `${left} JOIN ${right}${on === undefined ? using : ` ON ${on}`}`;
    case 'LEFT':
    case 'RIGHT':
    case 'FULL': {
      if (node.natural) return `${left} NATURAL ${node.join} JOIN ${right}`;
      if (isSequenced(node.right)) return `${left} ${lateralJoin(node)} ${right} ON TRUE`;
      const condition = on ?? (isLateral(node.right) && !using ? 'TRUE' : undefined);
      if (condition === undefined && !using)
        refuse(`${node.join} JOIN without a condition`, node.at, 'Add ON or USING.');
      return `${left} ${node.join} JOIN ${right}${condition === undefined ? using : ` ON ${condition}`}`;
    }
  }
}

/**
 * A row for which SPLIT_TO_TABLE gives nothing is left out even by LEFT JOIN LATERAL; of FLATTEN only OUTER is documented.
 * https://docs.snowflake.com/en/sql-reference/functions/strtok_split_to_table#usage-notes
 */
function lateralJoin(node: Extract<From, { kind: 'join' }>): string {
  if (node.on ?? node.using[0]) refuse('ON or USING with a lateral table function', node.at, 'Use WHERE.');
  if (node.join !== 'LEFT') refuse(`${node.join} JOIN of a table function`, node.at);
  if (node.right.kind === 'function' && node.right.call.name !== 'FLATTEN') return 'JOIN';
  return isOuter(node.right)
    ? 'LEFT JOIN'
    : refuse('LEFT JOIN of FLATTEN() without OUTER => TRUE', node.at, 'Add OUTER => TRUE.');
}

const isLateral = (node: From): boolean =>
  (node.kind === 'function' || node.kind === 'derived') && node.lateral;

/** A relation whose rows are numbered, for SEQ of what is called for each of them. */
function numbered(node: From, { text, members }: CompiledRelation): CompiledRelation {
  const [only] = members;
  if (!only || members.length > 1 || node.kind === 'function')
    return refuse('SEQ, or *, of a table function beside a join', node.at, 'Name the other columns.');
  const label = only.label ?? '_NUMBERED';
  const unshown = [...(only.unshown ?? []), ROW_NUMBER_COLUMN];
  return {
    text: `(SELECT *, row_number() OVER () AS ${identifier(ROW_NUMBER_COLUMN)} FROM ${text}) AS ${identifier(label)}`,
    members: [{ ...only, unshown }],
  };
}

const rowNumber = ({ members }: CompiledRelation): string =>
  `${identifier(members[0]?.label ?? '_NUMBERED')}.${identifier(ROW_NUMBER_COLUMN)}`;
