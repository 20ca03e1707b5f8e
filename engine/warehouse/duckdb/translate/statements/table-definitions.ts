import { refuse, reject } from '../refusal';
import type { Reader } from '../syntax/reader';
import { columnDefinition, type ColumnDefinition } from './columns';
import { tableConstraint, type Constraint } from './constraints';

/** What stands in the parentheses of CREATE TABLE. */
export function definitions(reader: Reader): {
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly Constraint[];
} {
  const columns: ColumnDefinition[] = [];
  const constraints: Constraint[] = [];
  reader.parenthesized(() =>
    reader.list(() => {
      const constraint = tableConstraint(reader);
      if (constraint) constraints.push(constraint);
      else columns.push(columnDefinition(reader));
    }),
  );
  const seen = new Set<string>();
  for (const { column } of columns) refuseTwice(column.text, column.at, seen);
  return { columns, constraints };
}

/** DuckDB's names are the same in upper and lower case. */
export function refuseTwice(column: string, at: number, seen: Set<string>): void {
  if (seen.has(column))
    reject(`002025 (42S21): SQL compilation error: duplicate column name '${column}'`, at);
  if ([...seen].some((other) => other.toUpperCase() === column.toUpperCase()))
    refuse(`A second column "${column}" that differs in case alone`, at, 'Give it another name.');
  seen.add(column);
}

/** A key of the table is one of its columns. */
export const withKeys = (
  columns: readonly ColumnDefinition[],
  constraints: readonly Constraint[],
): readonly ColumnDefinition[] =>
  columns.map((definition) => {
    const found = constraints.find(
      ({ key, columns: keys }) => key && keys.some(({ text }) => text === definition.column.text),
    );
    if (!found) return definition;
    return {
      ...definition,
      key: definition.key ?? found.key,
      notNull: definition.notNull || found.key === 'PRIMARY KEY',
    };
  });
