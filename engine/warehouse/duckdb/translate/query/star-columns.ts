import { identifier } from '../emit/identifier';
import { commonOf, typed, type TypedColumn } from '../scope/columns';
import { storedNames, type Member, type Scope } from '../scope/scope';
import type { From, Star } from '../syntax/ast';
import { hiddenColumns } from './star';

/** A column that a star shows, and how it is named in the query. */
export interface Shown extends TypedColumn {
  readonly text: string;
}

/** True where a star shows the columns in another order than they stand in: those of USING come first. */
export const sharesColumns = (from: From): boolean =>
  from.kind === 'join' &&
  (from.natural || from.using.length > 0 || sharesColumns(from.left) || sharesColumns(from.right));

/** What a star shows, in order; undefined where a relation is not known. */
export function shownBy(star: Star, from: From, scope: Scope): readonly Shown[] | undefined {
  const label = star.qualifier.at(-1)?.text;
  if (label === undefined) return inOrder(from, [...scope.members]);
  const members = scope.members.filter((member) => member.label === label);
  return members.some(({ columns }) => !columns) ? undefined : members.flatMap(ownColumns);
}

/** True where a relation has columns of one name, of which DuckDB calls the second one A_1. */
export const hasTwins = (members: readonly Member[]): boolean =>
  members.some(({ columns }) => {
    const names = columns?.map(({ name }) => name.toUpperCase()) ?? [];
    return new Set(names).size < names.length;
  });

function ownColumns(member: Member): readonly Shown[] {
  const columns = member.columns ?? [];
  const stored = storedNames(columns);
  return columns
    .map((column, index) => ({
      ...column,
      text: `${member.label === undefined ? '' : `${identifier(member.label)}.`}${identifier(stored[index] ?? '')}`,
    }))
    .filter(({ name }) => !hiddenColumns([member]).includes(name));
}

/**
 * The columns of USING in the order given there, then those of the left side, then those of the right one.
 * https://docs.snowflake.com/en/sql-reference/constructs/join. Takes the members from the list, from left to right.
 */
function inOrder(from: From, members: Member[]): readonly Shown[] | undefined {
  if (from.kind !== 'join') {
    const member = members.shift();
    return member?.columns && ownColumns(member);
  }
  const left = inOrder(from.left, members);
  const right = inOrder(from.right, members);
  if (!left || !right) return undefined;
  const named = (columns: readonly Shown[], name: string): Shown | undefined =>
    columns.find((column) => column.name === name);
  const shared = from.natural
    ? left.map(({ name }) => name).filter((name) => named(right, name))
    : from.using.map(({ text }) => text);
  const once = shared.map((name) => ({
    name,
    text: identifier(name),
    ...commonOf(
      [named(left, name), named(right, name)].map((side) => (side ? typed(side) : { type: 'unknown' })),
    ),
  }));
  const rest = [...left, ...right].filter(({ name }) => !shared.includes(name));
  return [...once, ...rest];
}
