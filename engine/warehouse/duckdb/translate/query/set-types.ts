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
