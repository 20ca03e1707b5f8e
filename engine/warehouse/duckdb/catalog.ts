import type { CatalogEntry, Column, RelationName } from '../port';
import { snowflakeTypeNamed } from './column-types';
import type { Connection } from './connection';
import { COMMIT_TIME, METADATA_SCHEMA } from './metadata';

/** Every table and view, external tables (locally views) by their own kind. */
export async function readCatalog(
  connection: Connection,
  database: string,
): Promise<readonly CatalogEntry[]> {
  const rows = await connection.rows(
    `SELECT schema_name, table_name, 'table' FROM duckdb_tables()
       WHERE database_name = ?1 AND NOT temporary AND schema_name <> '${METADATA_SCHEMA}'
     UNION ALL
     SELECT v.schema_name, v.view_name, CASE WHEN o.NAME IS NULL THEN 'view' ELSE 'external table' END
       FROM duckdb_views() v
       LEFT JOIN ${METADATA_SCHEMA}.OBJECTS o
         ON o.KIND = 'external table' AND upper(o.SCHEMA_NAME) = upper(v.schema_name) AND upper(o.NAME) = upper(v.view_name)
       WHERE v.database_name = ?1 AND NOT v.internal AND NOT v.temporary
     ORDER BY ALL`.replaceAll('?1', `'${database.replaceAll("'", "''")}'`),
  );
  return rows.map(([schema, name, kind]) => ({
    database,
    schema: String(schema),
    name: String(name),
    kind: kind === 'table' || kind === 'external table' ? kind : 'view',
  }));
}

/** Columns in order, without the commit time. */
export async function readColumns(
  connection: Connection,
  relation: RelationName,
): Promise<readonly Column[] | undefined> {
  const rows = await connection.rows(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE upper(database_name) = upper(?) AND upper(schema_name) = upper(?) AND upper(table_name) = upper(?)
       AND column_name <> '${COMMIT_TIME}'
     ORDER BY column_index`,
    [relation.database, relation.schema, relation.name],
  );
  if (rows.length === 0) return undefined;
  return rows.map(([name, type]) => ({ name: String(name), ...snowflakeTypeNamed(String(type)) }));
}
