import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import type { Member, Scope } from '../scope/scope';
import type { From, Star } from '../syntax/ast';

/** Created by ROW_TIMESTAMP = TRUE; not among the columns of `*`. */
export const ROW_TIMESTAMP_COLUMN = 'METADATA$ROW_LAST_COMMIT_TIME';

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

/** Refuses a star that would show fewer columns than Snowflake's. */
export function refuseShort(from: From, star: Star): void {
  const qualifier = star.qualifier.at(-1)?.text;
  for (const node of relations(from)) {
    const shown = qualifier === undefined || labelOf(node) === qualifier;
    if (shown && node.kind === 'function' && node.call.name === 'FLATTEN')
      refuse('* over FLATTEN', star.at, 'List the columns: SEQ is not kept locally.');
  }
}

/** The relations whose columns a star shows. */
export const shownMembers = (star: Star, { members }: Scope): readonly Member[] => {
  const qualifier = star.qualifier.at(-1)?.text;
  // `t.*` shows a USING column as well.
  return qualifier === undefined
    ? members
    : members
        .filter(({ label }) => label === qualifier)
        .map((member) => ({
          ...member,
          unshown: member.unshown?.filter((column) => column === ROW_TIMESTAMP_COLUMN),
        }));
};

/** The columns of those relations, in order. */
export function shownColumns(members: readonly Member[]): Columns {
  if (members.some(({ columns }) => !columns)) return undefined;
  return members.flatMap(
    ({ columns, unshown }) => columns?.filter(({ name }) => !unshown?.includes(name)) ?? [],
  );
}

export const hasGenerator = (from: From): boolean =>
  relations(from).some((node) => node.kind === 'function' && node.call.name === 'GENERATOR');
