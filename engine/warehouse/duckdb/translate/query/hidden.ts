import type { Environment } from '../emit/environment';
import { refuse } from '../refusal';
import type { From, Star } from '../syntax/ast';

/** Created by ROW_TIMESTAMP = TRUE; not among the columns of `*`. */
export const ROW_TIMESTAMP_COLUMN = 'METADATA$ROW_LAST_COMMIT_TIME';

/** Relations of a FROM that stand side by side. */
function members(node: From): readonly From[] {
  switch (node.kind) {
    case 'join':
      return [...members(node.left), ...members(node.right)];
    case 'pivot':
    case 'unpivot':
    case 'sample':
      return members(node.input);
    case 'table':
    case 'derived':
    case 'values':
    case 'function':
      return [node];
  }
}

const labelOf = (node: From): string | undefined =>
  'alias' in node && node.alias
    ? node.alias.name.text
    : node.kind === 'table'
      ? node.path.at(-1)?.text
      : undefined;

/** The columns that `*` has to leave out, and a refusal where it would show fewer columns than Snowflake's. */
export function hiddenColumns(from: From, star: Star, env: Environment): readonly string[] {
  const qualifier = star.qualifier.at(-1)?.text;
  const shown = members(from).filter((member) => qualifier === undefined || labelOf(member) === qualifier);
  for (const member of shown) {
    if (member.kind === 'function' && member.call.name === 'FLATTEN')
      refuse('* over FLATTEN', star.at, 'List the columns: SEQ is not kept locally.');
  }
  const stamped = shown.some(
    (member) => member.kind === 'table' && env.context?.hasRowTimestamp(member.path.map((part) => part.text)),
  );
  return stamped ? [`"${ROW_TIMESTAMP_COLUMN}"`] : [];
}

export const hasGenerator = (from: From): boolean =>
  members(from).some((member) => member.kind === 'function' && member.call.name === 'GENERATOR');
