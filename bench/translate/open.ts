import { Connection } from '../../engine/warehouse/duckdb/connection';
import { openDatabase, type Database } from '../../engine/warehouse/duckdb/database';
import { describe } from '../../engine/warehouse/duckdb/describe';
import { translate } from '../../engine/warehouse/duckdb/translate';
import { Translations } from '../../engine/warehouse/duckdb/translations';

/** A built lakehouse as the adapter opens it, with DuckDB's own words let through. */
export interface Opened {
  /** The statement as the adapter translates it, columns looked up; what it has translated it remembers. */
  translated(sql: string): Promise<string>;
  /** The same of a statement that becomes several. */
  statements(sql: string): Promise<readonly string[]>;
  /** Runs DuckDB's SQL. */
  run(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): void;
}

export async function open(path: string): Promise<Opened> {
  const database: Database = await openDatabase({ path, translate, clock: () => new Date() });
  const connection = new Connection(await database.connect(), database);
  const translations = new Translations(translate);
  const statements = async (sql: string): Promise<readonly string[]> =>
    (await translations.of(sql, { columns: (relation) => describe(connection, relation, false) })).statements;
  return {
    statements,
    translated: async (sql) => {
      const [only, ...more] = await statements(sql);
      if (only === undefined || more.length > 0) throw new Error('a SELECT is one statement');
      return only;
    },
    run: (sql) => connection.rows(sql),
    close: () => {
      connection.close();
      database.close();
    },
  };
}
