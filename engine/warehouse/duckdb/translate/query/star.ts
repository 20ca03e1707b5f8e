import type { Columns } from '../scope/columns';
import type { Member, Scope } from '../scope/scope';
import type { Expression, From, Query, Select, Star } from '../syntax/ast';

/** Created by ROW_TIMESTAMP = TRUE; not among the columns of `*`. */
export const ROW_TIMESTAMP_COLUMN = 'METADATA$ROW_LAST_COMMIT_TIME';

/** Numbers the rows that a table function is called for, where SEQ asks for it; not among the columns of `*`. */
export const ROW_NUMBER_COLUMN = 'ROW$NUMBER';

const HIDDEN: ReadonlySet<string> = new Set([ROW_TIMESTAMP_COLUMN, ROW_NUMBER_COLUMN]);

/** Relations of a FROM that stand side by side. */
function relations(node: From): readonly From[] {
  switch (node.kind) {
    case 'join':
      return [...relations(node.left), ...relations(node.right)];
    case 'pivot':
    case 'unpivot':
    case 'sample':
      return relations(node.input);
    case 'table':
    case 'derived':
    case 'values':
    case 'function':
      return [node];
  }
}

const labelOf = (node: From): string | undefined => ('alias' in node ? node.alias?.name.text : undefined);

/** A table function whose rows carry the number of the row that it was called for. */
export const isSequenced = (node: From): boolean =>
  node.kind === 'function' && node.call.name !== 'GENERATOR';

/** Whether SEQ of a table function is asked for in a query, other than in the queries inside it. */
export function namesSequence(query: Query): boolean {
  const inside = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(inside);
    if (typeof node !== 'object' || node === null || 'with' in node) return false;
    return isSequence(node) || Object.values(node).some(inside);
  };
  return inside(query.body) || inside(query.orderBy);
}

function isSequence(node: object): boolean {
  if (!('kind' in node)) return false;
  if (node.kind === 'column' && 'path' in node && Array.isArray(node.path))
    return (node.path.at(-1) as { text?: unknown } | undefined)?.text === 'SEQ';
  if (node.kind !== 'select' || !('items' in node) || !('from' in node)) return false;
  const { items, from } = node as Select;
  const labels = from ? relations(from).filter(isSequenced).map(labelOf) : [];
  return items.some(({ expression }) => stars(expression).some((star) => shows(star, labels)));
}

const shows = ({ qualifier }: Star, labels: readonly (string | undefined)[]): boolean =>
  labels.length > 0 && (qualifier.length === 0 || labels.includes(qualifier.at(-1)?.text));

/** A star that shows columns: in the list itself, or as the columns of an object. */
function stars(node: Expression): readonly Star[] {
  if (node.kind === 'star') return [node];
  if (node.kind === 'object') return node.star ? [node.star] : [];
  return node.kind === 'call' && node.name.startsWith('OBJECT_CONSTRUCT')
    ? node.args.filter((arg) => arg.kind === 'star')
    : [];
}

/** The relations whose columns a star shows. */
export const shownMembers = (star: Star, { members }: Scope): readonly Member[] => {
  const qualifier = star.qualifier.at(-1)?.text;
  // `t.*` shows a USING column as well.
  return qualifier === undefined
    ? members
    : members
        .filter(({ label }) => label === qualifier)
        .map((member) => ({ ...member, unshown: member.unshown?.filter((column) => HIDDEN.has(column)) }));
};

/** Columns that are there for us alone. */
export const hiddenColumns = (members: readonly Member[]): readonly string[] => [
  ...new Set(members.flatMap(({ unshown }) => unshown?.filter((column) => HIDDEN.has(column)) ?? [])),
];

/** The columns of those relations, in order. */
export function shownColumns(members: readonly Member[]): Columns {
  if (members.some(({ columns }) => !columns)) return undefined;
  return members.flatMap(
    ({ columns, unshown }) => columns?.filter(({ name }) => !unshown?.includes(name)) ?? [],
  );
}

export const hasGenerator = (from: From): boolean =>
  relations(from).some((node) => node.kind === 'function' && node.call.name === 'GENERATOR');
