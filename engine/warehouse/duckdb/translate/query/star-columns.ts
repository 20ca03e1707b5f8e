import { identifier } from '../emit/identifier';
import { common } from '../emit/type';
import type { TypedColumn } from '../scope/columns';
import type { Member, Scope } from '../scope/scope';
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

const ownColumns = (member: Member): readonly Shown[] =>
  (member.columns ?? [])
    .filter(({ name }) => !hiddenColumns([member]).includes(name))
    .map((column) => ({
      ...column,
      text: `${member.label === undefined ? '' : `${identifier(member.label)}.`}${identifier(column.name)}`,
    }));

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
    type: common([named(left, name)?.type ?? 'unknown', named(right, name)?.type ?? 'unknown']),
  }));
  const rest = [...left, ...right].filter(({ name }) => !shared.includes(name));
  return [...once, ...rest];
}
