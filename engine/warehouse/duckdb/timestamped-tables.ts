import type { RelationName } from '../port';
import type { Connection } from './connection';
import { COMMIT_TIME } from './metadata';

const key = ({ database, schema, name }: RelationName): string =>
  [database, schema, name].join('\0').toUpperCase();

/**
 * The tables with row timestamps and their visible columns, known without asking DuckDB while a statement is
 * translated. Read again after every statement that may have changed them.
 */
export class TimestampedTables {
  private tables: ReadonlyMap<string, readonly string[]> = new Map();

  /** Whether some table, view or schema has a name that is not in capitals. */
  cased = false;

  constructor(private readonly database: string) {}

  async refresh(connection: Connection): Promise<void> {
    const [other] = await connection.rows(
      `SELECT 1 FROM duckdb_tables() WHERE NOT internal AND database_name = $1 AND (table_name <> upper(table_name) OR schema_name <> upper(schema_name))
       UNION ALL
       SELECT 1 FROM duckdb_views() WHERE NOT internal AND database_name = $1 AND (view_name <> upper(view_name) OR schema_name <> upper(schema_name)) LIMIT 1`,
      [this.database],
    );
    this.cased = other !== undefined;
    const rows = await connection.rows(
      `SELECT schema_name, table_name, list(column_name ORDER BY column_index) FILTER (column_name <> '${COMMIT_TIME}')
       FROM duckdb_columns()
       WHERE database_name = ? AND table_oid IN (
         SELECT table_oid FROM duckdb_columns() WHERE database_name = ? AND column_name = '${COMMIT_TIME}')
       GROUP BY ALL`,
      [this.database, this.database],
    );
    this.tables = new Map(
      rows.map(([schema, name, columns]) => [
        key({ database: this.database, schema: String(schema), name: String(name) }),
        columns !== null && typeof columns === 'object' && 'items' in columns && Array.isArray(columns.items)
          ? columns.items.map(String)
          : [],
      ]),
    );
  }

  visibleColumns(table: RelationName): readonly string[] | undefined {
    return this.tables.get(key(table));
  }
}
