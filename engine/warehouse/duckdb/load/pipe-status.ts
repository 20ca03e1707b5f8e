import type { RelationName } from '../../port';
import type { Connection } from '../connection';
import type { Database } from '../database';
import { lakeOf, lakePrefix } from './copy';
import { loadedKeys } from './history';
import { required } from './objects';
import { readLoadStatement } from './read-statement';
import { METADATA_SCHEMA } from '../metadata';

/** Files under the pipe's path that its table does not have. */
export async function pendingFiles(
  connection: Connection,
  database: Database,
  pipe: RelationName,
): Promise<readonly string[]> {
  const { definition } = await required(connection, 'pipe', pipe);
  const copy = readLoadStatement(definition, database.name);
  if (copy?.kind !== 'copy') throw new Error(`the definition of pipe ${pipe.name} is no COPY INTO`);
  const lake = lakeOf(database);
  const loaded = await loadedKeys(connection, copy.target);
  // A file that failed as a whole was tried: Snowpipe does not try it again either.
  const tried = await connection.rows(
    `SELECT DISTINCT FILE_NAME FROM ${METADATA_SCHEMA}.LOADS
     WHERE upper(TABLE_SCHEMA_NAME) = upper(?) AND upper(TABLE_NAME) = upper(?)`,
    [copy.target.schema, copy.target.name],
  );
  const known = new Set([...loaded, ...tried.map(([key]) => String(key))]);
  const pending: string[] = [];
  for await (const { key } of lake.list(await lakePrefix(connection, lake, copy.from))) {
    if (!known.has(key)) pending.push(key);
  }
  return pending;
}

/** SYSTEM$PIPE_STATUS, in the part that has a meaning on this machine. */
export async function pipeStatus(
  connection: Connection,
  database: Database,
  pipe: RelationName,
): Promise<string> {
  const { paused } = await required(connection, 'pipe', pipe);
  const pending = await pendingFiles(connection, database, pipe);
  const oldest = pending[0];
  return JSON.stringify({
    executionState: paused ? 'PAUSED' : 'RUNNING',
    ...(oldest === undefined ? {} : { oldestPendingFilePath: oldest }),
    pendingFileCount: pending.length,
  });
}
