import type { Environment } from '../emit/environment';
import { identifier, name, path } from '../emit/identifier';
import { refuse, reject } from '../refusal';
import type { Alias, From } from '../syntax/ast';
import { renamed, type Columns } from '../scope/columns';
import type { Member } from '../scope/scope';
import { informationSchema } from './information-schema';
import { join } from './join';
import { pivot, unpivot } from './pivot';
import { ROW_TIMESTAMP_COLUMN } from './star';
import { tableFunction } from './table-function';
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

export function lateralFunction(
  node: Extract<From, { kind: 'function' }>,
  env: Environment,
  sequence?: string,
): CompiledRelation {
  const { text, columns } = tableFunction(node, env, sequence);
  return { text, members: [member(node.alias, undefined, columns)] };
}

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
