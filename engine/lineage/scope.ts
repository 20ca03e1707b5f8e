import type { Path } from '../warehouse/duckdb/translate/syntax/ast';
import { either, NOTHING, unknownBecause, type Derivation, type DerivedColumn } from './derivation';

/** A relation of a FROM, under the name by which its columns may be qualified. */
export interface Member {
  readonly label: string | undefined;
  readonly columns: readonly DerivedColumn[];
  /** Why its columns are not known; any name may then be one of them. */
  readonly unknown?: string | undefined;
}

/** What a query names: its relations, then the aliases of its select list, then the queries around it. */
export interface Scope {
  readonly members: readonly Member[];
  readonly aliases: ReadonlyMap<string, Derivation>;
  readonly outer?: Scope | undefined;
}

export const scopeOf = (members: readonly Member[], outer?: Scope): Scope => ({
  members,
  aliases: new Map(),
  outer,
});

/** Values that a name stands for and that come from no table, such as the parameters of a lambda. */
export const withNames = (scope: Scope, names: readonly string[]): Scope => ({
  members: [],
  aliases: new Map(names.map((name) => [name, NOTHING])),
  outer: scope,
});

/** Snowflake takes a name for a column of a relation before it takes it for an alias of the select list. */
export function resolve(scope: Scope | undefined, path: Path): Derivation {
  const [label, name = ''] = [path.at(-2)?.text, path.at(-1)?.text];
  if (!scope)
    return unknownBecause(`${path.map(({ text }) => text).join('.')} is a column of no relation in sight`);
  const members = scope.members.filter((member) => label === undefined || member.label === label);
  const found = members.flatMap(({ columns }) => columns.filter((column) => column.name === name));
  if (found.length > 0) return either(found);
  const alias = label === undefined ? scope.aliases.get(name) : undefined;
  if (alias) return alias;
  const dark = members.find(({ unknown }) => unknown !== undefined);
  return dark?.unknown === undefined ? resolve(scope.outer, path) : unknownBecause(dark.unknown);
}
