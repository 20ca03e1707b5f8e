import { common, type Type } from '../emit/type';
import type { Path } from '../syntax/ast';
import type { Columns } from './columns';

/** A relation of a FROM, under the name by which its columns may be qualified. */
export interface Member {
  readonly label: string | undefined;
  readonly columns: Columns;
  /** Columns that `*` leaves out: a USING column is shown once, the commit time never. */
  readonly unshown?: readonly string[] | undefined;
}

/** The columns that an expression may name, from the inside out. */
export interface Scope {
  readonly members: readonly Member[];
  /** Aliases of the SELECT list so far: Snowflake lets later expressions use them where no column has the name. */
  readonly aliases: ReadonlyMap<string, Type>;
  readonly outer?: Scope | undefined;
  /** The relations whose columns `$1` counts, where they are not the members: ORDER BY sees the result first. */
  readonly places?: readonly Member[] | undefined;
}

export const scopeOf = (members: readonly Member[], outer?: Scope): Scope => ({
  members,
  aliases: new Map(),
  outer,
});

export const withAlias = (scope: Scope, alias: string, type: Type): Scope => ({
  ...scope,
  aliases: new Map(scope.aliases).set(alias, type),
});

/**
 * The type of a column: `unknown` where a relation in sight is not known, undefined where no relation has the column.
 * Names are compared as they are stored, as in Snowflake; DuckDB would take `"x"` for X.
 */
export function typeOf(scope: Scope | undefined, path: Path): Type | undefined {
  const name = path.at(-1)?.text;
  if (!scope || name === undefined) return undefined;
  const label = path.at(-2)?.text;
  const members = scope.members.filter((member) => label === undefined || member.label === label);
  const found = members.flatMap(({ columns }) => columns?.filter((column) => column.name === name) ?? []);
  if (found.length > 0) return common(found.map(({ type }) => type));
  const alias = label === undefined ? scope.aliases.get(name) : undefined;
  if (alias !== undefined) return alias;
  return members.some(({ columns }) => !columns) ? 'unknown' : typeOf(scope.outer, path);
}

/** Whether a relation in sight has the column; else the name is an alias, or nothing. */
export const namesColumn = (scope: Scope, path: Path): boolean => {
  const found = typeOf({ ...scope, aliases: new Map() }, path);
  return found !== undefined;
};
