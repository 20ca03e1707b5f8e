import type { Environment } from '../emit/environment';
import { identifier, path } from '../emit/identifier';
import type { Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import type { TableDefinition } from '../types';
import { opening, type Head } from './create-table';
import { definedCells, definedComments, refuseVirtual, withOwnSequences } from './definition';
import { ddl, type Written } from './statement';
import { tableOptions } from './table-options';

/** CREATE TABLE … LIKE: columns, defaults and constraints without the rows. */
export function likeTable(reader: Reader, env: Environment, head: Head): Written {
  const source = reader.path();
  tableOptions(reader);
  const found = env.context?.definition?.(source.map(({ text }) => text));
  // A table that is not there: the statement says so when it runs.
  if (!found) return ddl(`${opening(head)} AS SELECT * FROM ${path(source)} LIMIT 0`);
  return ddl(...created(head, found, source, false));
}

/** CREATE TABLE … CLONE: DuckDB has no clone without a copy. */
export function cloneTable(reader: Reader, env: Environment, head: Head): Written {
  const source = reader.path();
  if (reader.is('AT', '(') || reader.is('BEFORE', '(')) reader.refuse('Time travel');
  tableOptions(reader);
  const found = env.context?.definition?.(source.map(({ text }) => text));
  if (!found) return ddl(`${opening(head)} AS SELECT * FROM ${path(source)}`);
  // OR REPLACE of the source itself has nothing to copy from, IF NOT EXISTS nothing to copy to.
  const columns = found.columns.map(({ name }) => identifier(name)).join(', ');
  const copy = `INSERT INTO ${path(head.table)} (${columns}) SELECT ${columns} FROM ${path(source)}`;
  return head.guarded
    ? ddl(`${opening(head)} AS SELECT * FROM ${path(source)}`)
    : ddl(...created(head, found, source, true), copy);
}

function created(head: Head, found: TableDefinition, source: Path, goesOn: boolean): readonly string[] {
  refuseVirtual(found, goesOn ? 'CLONE of' : 'LIKE', source[0]?.at ?? 0);
  const { definition, sequences } = withOwnSequences(found, head.table, goesOn);
  const dropped = sequences.length > 0 && head.replace ? [`DROP TABLE IF EXISTS ${path(head.table)}`] : [];
  return [
    ...dropped,
    ...sequences,
    `${opening(head)} (${definedCells(definition).join(', ')})`,
    ...definedComments(definition, head.table),
  ];
}
