import { fail } from '../../errors';
import { duckdbName, type Connection } from './connection';

/** A temporary table that is replaced may be another schema's, which is refused from then on. */
export const createsTemporary = (sql: string): boolean =>
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:LOCAL|GLOBAL)\s+)?(?:TEMP|TEMPORARY|VOLATILE)\s/i.test(sql);

/**
 * A temporary table belongs to a schema in Snowflake, and hides that schema's table of its name; in DuckDB it belongs to
 * the session, and hides every table of its name. Where the two differ, the relation is refused.
 * https://docs.snowflake.com/en/user-guide/tables-temp-transient#potential-naming-conflicts-with-other-table-types
 */
export class TemporaryTables {
  /** Whether the session has created any: to ask costs as much as to describe a relation. */
  private any = false;

  constructor(private readonly connection: Connection) {}

  async check(relation: readonly string[]): Promise<void> {
    if (!this.any) return;
    const [name = '', schema] = [...relation].reverse();
    const [found] = (await this.homes()).filter(([table]) => table === name);
    if (!found) return;
    const [, home, current] = found;
    // Named with its schema it is the temporary one in Snowflake, and never in DuckDB.
    if (schema === undefined ? home === current : home !== schema) return;
    fail(
      'LH501',
      `The table ${relation.join('.')} beside a temporary table of its name in the schema ${String(home)} is not supported on the local engine. Give the temporary table a name of its own, and no schema.`,
    );
  }

  /** After DDL: a schema that is dropped takes its temporary tables along. */
  async follow(statements: readonly string[]): Promise<void> {
    if (statements.some((sql) => sql.startsWith('SET VARIABLE SF_TEMPORARY'))) this.any = true;
    if (!this.any) return;
    for (const sql of statements) {
      const dropped = /^DROP SCHEMA (?:IF EXISTS )?(?:.*\.)?("(?:[^"]|"")+"|\w+)(?: CASCADE)?$/.exec(
        sql,
      )?.[1];
      if (dropped === undefined) continue;
      const schema = dropped.replace(/^"|"$/g, '').replaceAll('""', '"');
      for (const [name, home, , kind] of await this.homes())
        if (home === schema)
          await this.connection.run(`DROP ${String(kind)} ${duckdbName('temp', 'main', String(name))}`);
    }
  }

  /** Temporary tables and views with the schema that each was created in. */
  private homes(): ReturnType<Connection['rows']> {
    return this.connection.rows(
      `SELECT name, CAST(getvariable('SF_TEMPORARY') AS MAP(VARCHAR, VARCHAR))[name] AS home, current_schema(), kind FROM (
         SELECT table_name AS name, 'TABLE' AS kind FROM duckdb_tables() WHERE temporary
         UNION ALL SELECT view_name, 'VIEW' FROM duckdb_views() WHERE temporary AND NOT internal) WHERE home IS NOT NULL`,
    );
  }
}
