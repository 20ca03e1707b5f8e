import type { Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import type { Path } from '../syntax/ast';
import { commonOf, typed, type Columns, type Typed } from './columns';

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
  readonly aliases: ReadonlyMap<string, Typed>;
  /** Aliases that stand for a query, which DuckDB does not let later expressions of the list name: written out there. */
  readonly queries?: ReadonlyMap<string, Sql> | undefined;
  readonly outer?: Scope | undefined;
  /** The relations whose columns `$1` counts, where they are not the members: ORDER BY sees the result first. */
  readonly places?: readonly Member[] | undefined;
}

export const scopeOf = (members: readonly Member[], outer?: Scope): Scope => ({
  members,
  aliases: new Map(),
  outer,
});

export const withAlias = (scope: Scope, alias: string, type: Typed): Scope => ({
  ...scope,
  aliases: new Map(scope.aliases).set(alias, type),
});

export const withQuery = (scope: Scope, alias: string, query: Sql): Scope => ({
  ...scope,
  queries: new Map(scope.queries).set(alias, query),
});

/**
 * What is known of a column: its type is `unknown` where a relation in sight is not known, undefined where no relation has the column.
 * Names are compared as they are stored, as in Snowflake; DuckDB would take `"x"` for X.
 */
export function columnOf(scope: Scope | undefined, path: Path): Typed | undefined {
  const name = path.at(-1)?.text;
  if (!scope || name === undefined) return undefined;
  const label = path.at(-2)?.text;
  const members = scope.members.filter((member) => label === undefined || member.label === label);
  const found = members.flatMap(({ columns }) => columns?.filter((column) => column.name === name) ?? []);
  if (found.length > 0) return commonOf(found.map(typed));
  const alias = label === undefined ? scope.aliases.get(name) : undefined;
  if (alias !== undefined) return alias;
  return members.some(({ columns }) => !columns) ? { type: 'unknown' } : columnOf(scope.outer, path);
}

export const typeOf = (scope: Scope, path: Path): Type | undefined => columnOf(scope, path)?.type;

/** Names as DuckDB has them: of `(SELECT 1 a, 2 a)` it calls the second column A_1, and the same where the case differs. */
export const storedNames = (columns: NonNullable<Columns>): readonly string[] =>
  columns.map(({ name }, index) => {
    const alike = columns
      .slice(0, index)
      .filter((other) => other.name.toUpperCase() === name.toUpperCase()).length;
    return alike === 0 ? name : `${name}_${alike}`;
  });

/**
 * The names that DuckDB has for a column, of those relations where it has another one or several: two make it ambiguous.
 * A result's own columns, which ORDER BY sees, may be alike.
 */
export function twins({ members, places }: Scope, path: Path): readonly string[] {
  const [label, name] = [path.at(-2)?.text, path.at(-1)?.text];
  if (places) return [];
  const found = members
    .filter((member) => label === undefined || member.label === label)
    .map(({ columns = [] }) =>
      storedNames(columns).filter((_stored, index) => columns[index]?.name === name),
    );
  return found.find((stored) => stored.length > 1 || (stored[0] ?? name) !== name) ?? [];
}

/** Whether a relation in sight has the column; else the name is an alias, or nothing. */
export const namesColumn = (scope: Scope, path: Path): boolean => {
  const found = typeOf({ ...scope, aliases: new Map() }, path);
  return found !== undefined;
};
