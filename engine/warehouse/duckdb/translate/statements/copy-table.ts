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
  // What IF NOT EXISTS finds must not be filled.
  if (head.guarded) return ddl(`${opening(head)} AS SELECT * FROM ${path(source)}`);
  const last = head.table.at(-1);
  // OR REPLACE would empty the source first where both are one table.
  const aside = head.replace && last && last.text === source.at(-1)?.text;
  const table = aside ? [...head.table.slice(0, -1), { ...last, text: `${last.text}$CLONED` }] : head.table;
  const columns = found.columns.map(({ name }) => identifier(name)).join(', ');
  const copy = `INSERT INTO ${path(table)} (${columns}) SELECT ${columns} FROM ${path(source)}`;
  const statements = [...created({ ...head, table }, found, source, true), copy];
  if (!aside) return ddl(...statements);
  return ddl(
    ...statements,
    `DROP TABLE IF EXISTS ${path(head.table)}`,
    `ALTER TABLE ${path(table)} RENAME TO ${identifier(last.text)}`,
  );
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
