import type { DuckDBValue } from '@duckdb/node-api';
import { fail } from '../../errors';
import type { Connection } from './connection';
import { bound } from './describe';
import type { TableDefinition } from './translate';

const text = (value: DuckDBValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** How a table was created, out of DuckDB's catalog; undefined where there is none of the name. */
export async function define(
  connection: Connection,
  relation: readonly string[],
): Promise<TableDefinition | undefined> {
  // Most tables that are created are not there yet, in no case: to read the catalog takes longer than to make one.
  if (!(await bound(connection, relation))) return undefined;
  const [name = '', schema, database] = [...relation].reverse();
  const [table] = await connection.rows(
    `SELECT table_oid, database_oid, schema_oid, temporary, "comment", sql FROM duckdb_tables()
     WHERE table_name = $1
       AND (schema_name = $2 OR ($2 IS NULL AND (temporary OR (schema_name = current_schema() AND database_name = current_database()))))
       AND (database_name = coalesce($3, current_database()) OR temporary)
     ORDER BY temporary DESC LIMIT 1`,
    [name, schema ?? null, database ?? null],
  );
  if (!table) {
    const [other] = await connection.rows(
      `SELECT table_name FROM duckdb_tables() WHERE upper(table_name) = upper($1)
       AND schema_name = coalesce($2, current_schema()) AND database_name = coalesce($3, current_database())`,
      [name, schema ?? null, database ?? null],
    );
    if (other)
      fail(
        'LH501',
        `A table "${name}" beside "${String(other[0])}" is not supported on the local engine. Give it a name that differs in more than case.`,
      );
    return undefined;
  }
  const [oid, databaseOid, schemaOid, temporary, comment, sql] = table;
  const place = `database_oid = ${String(databaseOid)} AND table_oid = ${String(oid)}`;
  const columns = await connection.rows(
    `SELECT c.column_name, c.data_type, NOT c.is_nullable, c.column_default, c."comment",
       coalesce(TRY_CAST(regexp_extract(s."comment", '^START (-?[0-9]+)', 1) AS BIGINT), s.start_value),
       s.increment_by, coalesce(s.last_value + s.increment_by, s.start_value),
       coalesce(ends_with(s."comment", ' ORDER'), FALSE)
     FROM duckdb_columns() c
     LEFT JOIN duckdb_sequences() s ON s.database_oid = c.database_oid AND s.schema_oid = ${String(schemaOid)}
       AND ends_with(s.sequence_name, '$' || c.column_name) AND contains(c.column_default, s.sequence_name)
     WHERE c.database_oid = ${String(databaseOid)} AND c.table_oid = ${String(oid)} ORDER BY c.column_index`,
  );
  const checks = await connection.rows(
    `SELECT constraint_text, array_to_string(constraint_column_names, chr(0)) FROM duckdb_constraints()
     WHERE constraint_type = 'CHECK' AND ${place}`,
  );
  return {
    temporary: temporary === true,
    virtual: /GENERATED ALWAYS AS/.test(text(sql) ?? ''),
    comment: text(comment),
    columns: columns.map(([column, type, notNull, defaultValue, note, start, increment, next, ordered]) => ({
      name: String(column),
      type: String(type),
      notNull: notNull === true,
      // DuckDB says NULL of a column without a default.
      defaultValue: text(defaultValue) === 'NULL' ? undefined : text(defaultValue),
      comment: text(note),
      identity:
        start === null || start === undefined
          ? undefined
          : {
              start: Number(start),
              increment: Number(increment),
              next: Number(next),
              ordered: ordered === true,
            },
    })),
    checks: checks.map(([check, names]) => ({
      text: String(check),
      columns: [...new Set(String(names).split('\0'))],
    })),
  };
}
