import type { Connection } from './connection';

/** What has to be known of the database's names at every statement: Snowflake tells `a` from `A`, DuckDB does not. */
export class Names {
  /** Whether some table, view or schema has a name that is not in capitals. */
  cased = false;

  constructor(private readonly database: string) {}

  /** After DDL. To look takes longer than most statements do. */
  async follow(connection: Connection, statements: readonly string[]): Promise<void> {
    if (this.cased || statements.some(namesInSmallLetters)) await this.look(connection);
  }

  async look(connection: Connection): Promise<void> {
    const [other] = await connection.rows(
      `SELECT 1 FROM duckdb_tables() WHERE NOT internal AND database_name = $1 AND (table_name <> upper(table_name) OR schema_name <> upper(schema_name))
       UNION ALL
       SELECT 1 FROM duckdb_views() WHERE NOT internal AND database_name = $1 AND (view_name <> upper(view_name) OR schema_name <> upper(schema_name)) LIMIT 1`,
      [this.database],
    );
    this.cased = other !== undefined;
  }
}

/** Of DuckDB's SQL as it is written here: a name that is not in capitals is in quotes, and texts have no escapes. */
export const namesInSmallLetters = (sql: string): boolean =>
  [...sql.matchAll(/'(?:[^']|'')*'|"((?:[^"]|"")*)"/g)].some(
    ([, name]) => name !== undefined && name !== name.toUpperCase(),
  );
