import type { RelationName } from '../port';
import { duckdbName, type Connection } from './connection';
import { COMMIT_TIME } from './metadata';

/**
 * A text that is another one whenever the rows are. A table with row timestamps: its latest commit and its row count
 * (added rows move the one, deleted ones the other). Everything else: a hash of its content, whatever the order of
 * the rows; the sum tells duplicates apart, which cancel out in the XOR.
 */
export async function changeToken(
  connection: Connection,
  relation: RelationName,
  hasRowTimestamp: boolean,
): Promise<string | undefined> {
  const table = duckdbName(relation.database, relation.schema, relation.name);
  const exists = await connection.rows(
    `SELECT 1 FROM duckdb_columns()
     WHERE upper(database_name) = upper(?) AND upper(schema_name) = upper(?) AND upper(table_name) = upper(?) LIMIT 1`,
    [relation.database, relation.schema, relation.name],
  );
  if (exists.length === 0) return undefined;
  const rows = hasRowTimestamp
    ? await connection.rows(
        `SELECT coalesce(epoch_us(max(${duckdbName(COMMIT_TIME)})), 0), count(*) FROM ${table}`,
      )
    : await connection.rows(
        `SELECT coalesce(bit_xor(hash(_t)), 0), coalesce(sum(hash(_t)), 0), count(*) FROM ${table} AS _t`,
      );
  return `${hasRowTimestamp ? 'commit' : 'content'}:${(rows[0] ?? []).map(String).join(':')}`;
}
