import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { isSemiStructured } from '../emit/type';
import { truth } from '../expressions/operator';
import { refuse, reject } from '../refusal';
import type { Alias, From, JoinKind } from '../syntax/ast';
import { renamed, type Columns } from '../scope/columns';
import { scopeOf, typeOf, type Member } from '../scope/scope';
import { asof } from './asof';
import { informationSchema } from './information-schema';
import { pivot, unpivot } from './pivot';
import { isSequenced, ROW_NUMBER_COLUMN, ROW_TIMESTAMP_COLUMN } from './star';
import { isOuter, tableFunction } from './table-function';
import { values } from './values';

/** A FROM as DuckDB is to read it, and the relations whose columns are in sight behind it. */
export interface CompiledRelation {
  readonly text: string;
  readonly members: readonly Member[];
}

/** One side of FROM. */
export function relation(node: From, env: Environment): CompiledRelation {
  switch (node.kind) {
    case 'table':
      return table(node, env);
    case 'derived': {
      const { text, columns } = env.query(node.query, env);
      return {
        text: `${node.lateral ? 'LATERAL ' : ''}(${text})${aliased(node.alias)}`,
        members: [member(node.alias, undefined, columns)],
      };
    }
    case 'values':
      return values(node.rows, node.alias, env);
    case 'function':
      return lateralFunction(node, env);
    case 'pivot':
      return pivot(node, env);
    case 'unpivot':
      return unpivot(node, env);
    case 'sample':
      return refuse(
        'SAMPLE',
        node.at,
        'Its rows cannot be matched: filter by a hash of the key, or use LIMIT.',
      );
    case 'join':
      return join(node, env);
  }
}

function lateralFunction(
  node: Extract<From, { kind: 'function' }>,
  env: Environment,
  sequence?: string,
): CompiledRelation {
  const { text, columns } = tableFunction(node, env, sequence);
  return { text, members: [member(node.alias, undefined, columns)] };
}

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

/** A table, a view or a common table expression. */
function table(node: Extract<From, { kind: 'table' }>, env: Environment): CompiledRelation {
  const last = node.path.at(-1);
  const view = informationSchema(node);
  if (view) {
    const alias = node.alias ?? (last && { name: last, columns: [] });
    return { text: `${view}${aliased(alias)}`, members: [member(alias, undefined, undefined)] };
  }
  const parts = node.path.map((part) => part.text);
  const [only = ''] = parts;
  const isCte = parts.length === 1 && env.ctes.has(only);
  const columns = isCte ? env.ctes.get(only) : env.context?.columns(parts);
  if (!isCte && !columns && parts.length === 1) {
    // DuckDB would take it for the CTE.
    if ([...env.ctes.keys()].some((cte) => cte.toUpperCase() === only.toUpperCase()))
      reject(
        `002003 (42S02): SQL compilation error: Object '${only}' does not exist or not authorized.`,
        node.at,
      );
    // One row for those who come from Oracle.
    if (only === 'DUAL' && last)
      return {
        text: `(SELECT 'X' AS DUMMY)${aliased(node.alias ?? { name: last, columns: [] })}`,
        members: [],
      };
  }
  return {
    text: `${path(node.path)}${aliased(node.alias)}`,
    members: [member(node.alias, last?.text, columns)],
  };
}

function member(alias: Alias | undefined, label: string | undefined, columns: Columns): Member {
  const stamped = columns?.some((column) => column.name === ROW_TIMESTAMP_COLUMN);
  return {
    label: alias?.name.text ?? label,
    columns: alias ? renamed(columns, alias.columns) : columns,
    ...(stamped ? { unshown: [ROW_TIMESTAMP_COLUMN] } : {}),
  };
}

export const aliased = (alias: Alias | undefined): string => {
  if (!alias) return '';
  const columns = alias.columns.length > 0 ? ` (${alias.columns.map(name).join(', ')})` : '';
  return ` AS ${identifier(alias.name.text)}${columns}`;
};

function join(node: Extract<From, { kind: 'join' }>, env: Environment): CompiledRelation {
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
