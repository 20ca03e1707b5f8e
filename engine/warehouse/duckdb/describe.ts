import type { DuckDBType } from '@duckdb/node-api';
import { fail, messageOf } from '../../errors';
import type { RelationName } from '../port';
import { duckdbName, type Connection } from './connection';
import { translatorType } from './column-types';
import { COMMIT_TIME } from './metadata';
import type { Columns } from './translate';

/**
 * The columns of a table or view as DuckDB binds it in this session and transaction (some 0.3 ms: nothing is run);
 * undefined where it does not exist, which the statement itself will then say.
 */
export async function describe(
  connection: Connection,
  relation: readonly string[],
  /** Whether some name in the database is not in capitals. */
  cased: boolean,
): Promise<Columns> {
  const columns = await bound(connection, relation);
  // DuckDB takes any case for any other: what it found may be another table.
  if (columns && (cased || relation.some((part) => part !== part.toUpperCase()))) {
    if (!(await isStored(connection, relation)))
      fail(
        'LH502',
        `002003 (42S02): SQL compilation error: Object '${relation.join('.')}' does not exist or not authorized.`,
      );
  }
  return columns?.map(({ name, type }) => ({ name, type: translatorType(type), stored: type.toString() }));
}

/** The columns of a table with row timestamps that `*` shows; undefined of any other, and of one that does not exist. */
export async function visibleColumns(
  connection: Connection,
  { database, schema, name }: RelationName,
): Promise<readonly string[] | undefined> {
  const columns = await bound(connection, [database, schema, name]);
  const names = columns?.map((column) => column.name);
  return names?.includes(COMMIT_TIME) ? names.filter((column) => column !== COMMIT_TIME) : undefined;
}

async function isStored(connection: Connection, relation: readonly string[]): Promise<boolean> {
  const [name = '', schema, database] = [...relation].reverse();
  const of = (table: string, column: string): string =>
    `SELECT 1 FROM ${table} WHERE ${column} = $1 AND ($2 IS NULL OR schema_name = $2) AND ($3 IS NULL OR database_name = $3)`;
  const rows = await connection.rows(
    `${of('duckdb_tables()', 'table_name')} UNION ALL ${of('duckdb_views()', 'view_name')} LIMIT 1`,
    [name, schema ?? null, database ?? null],
  );
  return rows.length > 0;
}

/** What DuckDB's catalog answers takes ten times as long. */
export async function bound(
  connection: Connection,
  relation: readonly string[],
): Promise<readonly { readonly name: string; readonly type: DuckDBType }[] | undefined> {
  try {
    return await connection.resultColumns(`SELECT * FROM ${duckdbName(...relation)}`);
  } catch (error: unknown) {
    if (/^(Catalog|Binder) Error/.test(messageOf(error))) return undefined;
    throw error;
  }
}
