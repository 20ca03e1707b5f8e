import type { RelationName } from '../../port';
import type { Connection } from '../connection';
import { METADATA_SCHEMA } from '../metadata';

export type LoadStatus = 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED';

export interface LoadError {
  readonly error: string;
  readonly line: number;
  readonly character: number;
  readonly column: string | undefined;
  readonly row: number;
  readonly rejected: string;
}

/** The first error of a file: of a row, or of the file as a whole. */
export interface FirstError {
  readonly message: string;
  readonly line: number;
  readonly character: number;
  readonly column: string | undefined;
}

export interface FileLoad {
  /** Lake key. */
  readonly key: string;
  readonly stage: string;
  readonly bytes: number;
  readonly status: LoadStatus;
  readonly parsed: number;
  readonly loaded: number;
  readonly errorCount: number;
  readonly first: FirstError | undefined;
}

const LOADS = `${METADATA_SCHEMA}.LOADS`;
const ERRORS = `${METADATA_SCHEMA}.ERRORS`;
const OF_TABLE =
  'upper(TABLE_CATALOG_NAME) = upper(?) AND upper(TABLE_SCHEMA_NAME) = upper(?) AND upper(TABLE_NAME) = upper(?)';
const parts = ({ database, schema, name }: RelationName): readonly string[] => [database, schema, name];

/** Keys that COPY INTO has loaded into a table, fully or in part: it loads none of them again. */
export async function loadedKeys(connection: Connection, table: RelationName): Promise<ReadonlySet<string>> {
  const rows = await connection.rows(
    `SELECT DISTINCT FILE_NAME FROM ${LOADS} WHERE ${OF_TABLE} AND STATUS <> 'LOAD_FAILED'`,
    parts(table),
  );
  return new Set(rows.map(([key]) => String(key)));
}

/** The errors of a table's latest job alone are kept: VALIDATE is asked right after a load. */
export async function beginJob(connection: Connection, table: RelationName): Promise<void> {
  await connection.run(`DELETE FROM ${ERRORS} WHERE ${OF_TABLE}`, parts(table));
}

export async function recordLoads(
  connection: Connection,
  table: RelationName,
  jobId: string,
  at: Date,
  loads: readonly FileLoad[],
): Promise<void> {
  if (loads.length === 0) return;
  const row = '(?, ?, ?, ?, ?, ?, ?::TIMESTAMPTZ, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
  await connection.run(
    `INSERT INTO ${LOADS} VALUES ${loads.map(() => row).join(', ')}`,
    loads.flatMap((load) => [
      ...parts(table),
      jobId,
      load.key,
      load.stage,
      at.toISOString(),
      load.loaded,
      load.parsed,
      load.bytes,
      load.first?.message ?? null,
      load.first?.line ?? null,
      load.first?.character ?? null,
      load.first?.column ?? null,
      load.errorCount,
      load.status,
    ]),
  );
}

export async function recordErrors(
  connection: Connection,
  table: RelationName,
  jobId: string,
  key: string,
  errors: readonly LoadError[],
): Promise<void> {
  for (const error of errors) {
    await connection.run(`INSERT INTO ${ERRORS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
      ...parts(table),
      jobId,
      error.error,
      key,
      error.line,
      error.character,
      error.column ?? null,
      error.row,
      error.rejected,
    ]);
  }
}

/** Snowflake keeps the load history with the table: it goes when the table or its rows go. */
export async function forgetLoads(connection: Connection, table: RelationName): Promise<void> {
  await connection.run(`DELETE FROM ${LOADS} WHERE ${OF_TABLE}`, parts(table));
  await beginJob(connection, table);
}
