import { identifier, path } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Name, Path } from '../syntax/ast';
import type { DefinedColumn, TableDefinition } from '../types';
import { sequenceOf } from './columns';
import { counting } from './sequence';

/** A column as CREATE TABLE has it. */
export function definedColumn(column: DefinedColumn): string {
  const parts = [identifier(column.name), column.type];
  if (column.defaultValue !== undefined) parts.push(`DEFAULT (${column.defaultValue})`);
  if (column.notNull) parts.push('NOT NULL');
  return parts.join(' ');
}

export const definedCells = ({ columns, checks }: TableDefinition): readonly string[] => [
  ...columns.map(definedColumn),
  ...checks.map(({ text }) => text),
];

export const definedComments = ({ columns, comment }: TableDefinition, table: Path): readonly string[] => [
  ...(comment === undefined ? [] : [`COMMENT ON TABLE ${path(table)} IS ${literal(comment)}`]),
  ...columns.flatMap((column) =>
    column.comment === undefined
      ? []
      : [`COMMENT ON COLUMN ${path(table)}.${identifier(column.name)} IS ${literal(column.comment)}`],
  ),
];

/** The catalog tells that a column is computed, not from what. */
export function refuseVirtual({ virtual }: TableDefinition, what: string, at: number): void {
  if (virtual) refuse(`${what} a table with virtual columns`, at, 'Create the table again.');
}

/** A copy's own sequences for its AUTOINCREMENT columns: an empty one counts from the start, a clone goes on. */
export function withOwnSequences(
  definition: TableDefinition,
  table: Path,
  goesOn: boolean,
): { readonly definition: TableDefinition; readonly sequences: readonly string[] } {
  const sequences: string[] = [];
  const columns = definition.columns.map((column) => {
    if (!column.identity) return column;
    const { start, increment, next, ordered } = column.identity;
    const sequence = sequenceOf(table, column.name);
    sequences.push(
      `CREATE OR REPLACE SEQUENCE ${sequence} ${counting(goesOn ? next : start, increment)}`,
      `COMMENT ON SEQUENCE ${sequence} IS 'START ${start} ${ordered ? 'ORDER' : 'NOORDER'}'`,
    );
    return { ...column, defaultValue: `nextval(${literal(sequence)})` };
  });
  return { definition: { ...definition, columns }, sequences };
}

/**
 * DuckDB adds no column with a constraint, and changes no type of a column that has one: the table is made anew from
 * its changed definition, in one transaction. `values` gives what a column is filled with, if not with its own.
 */
export function rebuilt(
  table: Path,
  definition: TableDefinition,
  filled: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const last = table.at(-1);
  if (!last) throw new Error('a path has a last part');
  const aside: Name = { ...last, text: `${last.text}$ALTERED` };
  const other = [...table.slice(0, -1), aside];
  const columns = definition.columns.map(({ name }) => name).filter((name) => filled.get(name) !== '');
  const values = columns.map((name) => filled.get(name) ?? identifier(name));
  return [
    `CREATE ${definition.temporary ? 'TEMPORARY ' : ''}TABLE ${path(other)} (${definedCells(definition).join(', ')})`,
    `INSERT INTO ${path(other)} (${columns.map(identifier).join(', ')}) SELECT ${values.join(', ')} FROM ${path(table)}`,
    `DROP TABLE ${path(table)}`,
    `ALTER TABLE ${path(other)} RENAME TO ${identifier(last.text)}`,
    ...definedComments(definition, table),
  ];
}
