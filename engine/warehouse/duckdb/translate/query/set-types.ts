import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Columns } from '../scope/columns';
import type { QueryBody } from '../syntax/ast';

/**
 * Columns that meet in a set operation have to be of one kind: Snowflake would read a text beside a number as a number,
 * DuckDB writes the number as a text. https://docs.snowflake.com/en/sql-reference/operators-query
 */
export function meeting(node: Extract<QueryBody, { kind: 'set' }>, left: Columns, right: Columns): void {
  if (!left || !right) return;
  left.forEach((column, index) => {
    const other = node.byName ? right.find(({ name }) => name === column.name) : right[index];
    const [one, two] = [kindOf(column.type), other && kindOf(other.type)];
    if (one && two && one !== two)
      refuse(
        `${node.operator} of ${one} and ${two} in the column ${column.name}`,
        node.at,
        'Cast them to one type.',
      );
  });
}

/** What Snowflake brings together as DuckDB does; undefined for what fits anything, or is not known. */
function kindOf(type: Type): string | undefined {
  if (type === 'unknown' || type === 'null') return undefined;
  if (isNumeric(type)) return 'a number';
  if (isSemiStructured(type)) return 'a VARIANT';
  return type === 'date' || type === 'timestamp' ? 'a DATE or TIMESTAMP_NTZ' : `a ${type.toUpperCase()}`;
}

/**
 * DuckDB casts what a recursive query adds to the types that it starts from, so that `1 UNION ALL n * 1.5` would be
 * rounded: only what cannot lose a digit, or is cast already, goes through.
 */
export function steady(anchor: Columns, step: Columns, node: Extract<QueryBody, { kind: 'set' }>): void {
  if (!anchor || !step) return;
  const items = node.right.kind === 'select' ? node.right.items : [];
  anchor.forEach((column, index) => {
    const added = step[index]?.type ?? 'unknown';
    const kind = items[index]?.expression.kind;
    if (!loses(column.type, added) || (added === column.type && (kind === 'column' || kind === 'cast')))
      return;
    refuse(
      `A recursive query whose column ${column.name} starts as ${column.type.toUpperCase()} and goes on as ${added.toUpperCase()}`,
      node.at,
      'Cast both to one type.',
    );
  });
}

function loses(start: Type, added: Type): boolean {
  if (added === 'unknown' || added === 'null' || start === 'unknown' || start === 'float') return false;
  if (start === 'number' && added === 'integer') return false;
  return start !== added || start === 'number' || start === 'numeric';
}
