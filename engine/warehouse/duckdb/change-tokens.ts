import type { RelationName } from '../port';
import { duckdbName, type Connection } from './connection';
import { bound } from './describe';
import { COMMIT_TIME } from './metadata';

/**
 * A text that is another one whenever the rows are. A table with row timestamps: its latest commit and its row count
 * (added rows move the one, deleted ones the other). Everything else: a hash of its content, whatever the order of
 * the rows; the sum tells duplicates apart, which cancel out in the XOR.
 */
export async function changeToken(
  connection: Connection,
  relation: RelationName,
): Promise<string | undefined> {
  const { database, schema, name } = relation;
  const table = duckdbName(database, schema, name);
  const columns = await bound(connection, [database, schema, name]);
  if (!columns && !(await exists(connection, relation))) return undefined;
  const hasRowTimestamp = columns?.some((column) => column.name === COMMIT_TIME) ?? false;
  const rows = hasRowTimestamp
    ? await connection.rows(
        `SELECT coalesce(epoch_us(max(${duckdbName(COMMIT_TIME)})), 0), count(*) FROM ${table}`,
      )
    : await connection.rows(
        `SELECT coalesce(bit_xor(hash(_t)), 0), coalesce(sum(hash(_t)), 0), count(*) FROM ${table} AS _t`,
      );
  return `${hasRowTimestamp ? 'commit' : 'content'}:${(rows[0] ?? []).map(String).join(':')}`;
}

/** A view whose tables have gone is there although it cannot be read, which is then said. */
async function exists(connection: Connection, { database, schema, name }: RelationName): Promise<boolean> {
  const found = await connection.rows(
    `SELECT 1 FROM duckdb_columns()
     WHERE upper(database_name) = upper(?) AND upper(schema_name) = upper(?) AND upper(table_name) = upper(?) LIMIT 1`,
    [database, schema, name],
  );
  return found.length > 0;
}
