import type { QueryOptions, Result, Session } from '../port';
import { fail } from '../../errors';
import { Connection, duckdbName } from './connection';
import type { Database } from './database';
import { statementFailed } from './engine-errors';
import { runLoadStatement } from './load';
import { forgetLoads } from './load/history';
import { readLoadStatement } from './load/read-statement';
import { withSystemFunctions } from './load/system-functions';
import { visibleColumns } from './describe';
import { COMMIT_TIME, EVOLVES } from './metadata';
import type { Names } from './names';
import { nothing, toResult } from './results';
import { variableLiteral } from './variables';
import { rowTimestampStatement, type RowTimestampStatement } from './row-timestamps';
import { TemporaryTables } from './temporary-tables';
import { located, Refusal } from './translate/refusal';
import type { Translation } from './translate/types';
import { translatorCatalog } from './translator-catalog';

/**
 * Snowflake commits before and after each DDL statement. Here DDL belongs to the transaction, so that tables are
 * published together; the difference shows only when such a transaction is rolled back.
 * https://docs.snowflake.com/en/sql-reference/transactions#ddl
 */
const ROLLED_BACK_DDL =
  'ROLLBACK after DDL is not supported on the local engine. Snowflake would have committed with the DDL statement; here all of the transaction is undone.';

/** One conversation with the database. Statements run one after the other, in the order they were given. */
export class DuckdbSession implements Session {
  private tail: Promise<unknown> = Promise.resolve();
  private closed = false;
  private lastJob: string | undefined;
  /** What SET has set, as literals of Snowflake's SQL. */
  private readonly variables = new Map<string, string>();
  /** Whether another schema has become the current one. */
  private moved = false;
  /** Whether the open transaction holds DDL. */
  private changedCatalog = false;
  private readonly temporary: TemporaryTables;

  constructor(
    private readonly connection: Connection,
    private readonly database: Database,
    private readonly names: Names,
    private readonly released: () => void,
  ) {
    this.temporary = new TemporaryTables(connection);
  }

  query(sql: string, options: QueryOptions = {}): Promise<Result> {
    if (this.closed) return Promise.reject(new Error('this session is closed'));
    const run = this.tail.then(() => this.execute(sql, options));
    this.tail = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.tail;
    if (this.connection.inTransaction) await this.connection.rollback().catch(() => undefined);
    this.connection.close();
    this.released();
  }

  /** Makes the session ready for somebody else: an open transaction is nobody's. */
  async reset(): Promise<void> {
    await this.tail;
    if (this.connection.inTransaction) await this.connection.rollback();
    this.changedCatalog = false;
    this.variables.clear();
    if (this.moved) await this.connection.run(`USE ${duckdbName(this.database.name)}`);
    this.moved = false;
  }

  private async execute(sql: string, options: QueryOptions): Promise<Result> {
    try {
      const load = readLoadStatement(sql, this.database.name);
      if (load) {
        const { result, jobId } = await runLoadStatement(load, this.connection, this.database);
        if (jobId !== undefined) this.lastJob = jobId;
        if (load.kind === 'create external table') {
          const { database, schema, name } = load.name;
          await this.names.follow(this.connection, [duckdbName(database, schema, name)]);
        }
        return result;
      }
      const asked = await withSystemFunctions(sql, this.connection, this.database, this.lastJob);
      const statement = await rowTimestampStatement(asked, this.database.name, (table) =>
        visibleColumns(this.connection, table),
      );
      const translation = await this.database.translations.of(
        statement.sql,
        translatorCatalog(statement.sql, this.connection, this.temporary, this.names),
        this.variables,
      );
      return await this.runTranslation(translation, statement, options);
    } catch (error: unknown) {
      if (error instanceof Refusal) throw located(error, sql);
      throw statementFailed(error, sql);
    }
  }

  private async runTranslation(
    translation: Translation,
    statement: RowTimestampStatement,
    options: QueryOptions,
  ): Promise<Result> {
    const { kind, statements } = translation;
    const binds = options.binds ?? [];
    if (statements.some((sql) => sql.startsWith('USE '))) this.moved = true;
    if (translation.binds !== binds.length) {
      fail('LH502', `The statement has ${translation.binds} placeholders and got ${binds.length} values.`);
    }
    switch (kind) {
      case 'nothing':
        return nothing;
      case 'transaction':
        return this.transaction(statements[0] ?? '');
      case 'query':
        return this.read(statements, options);
      case 'session':
        return this.write(statements, [], 'ddl');
      case 'variables':
        return this.setVariables(translation);
      case 'dml':
      case 'ddl': {
        const write = async (): Promise<Result> => {
          const result = await this.write(statements, binds, kind, translation.counted);
          await this.follow(statement);
          return result;
        };
        const alone =
          statements.length === 1 && !statement.creates && !statement.writes && !statement.forgets;
        const result = await (alone ? this.connection.retried(write) : this.connection.atomically(write));
        if (kind === 'ddl') {
          await this.temporary.follow(statements);
          await this.names.follow(this.connection, statements);
          this.changedCatalog = this.connection.inTransaction;
        }
        return result;
      }
    }
  }

  /** BEGIN in a transaction and COMMIT or ROLLBACK outside of one do nothing, as in Snowflake. */
  private async transaction(statement: string): Promise<Result> {
    const word = /^\s*(\w+)/.exec(statement)?.[1]?.toUpperCase();
    const { inTransaction } = this.connection;
    if (word === 'BEGIN' || word === 'START') {
      if (!inTransaction) await this.connection.begin();
    } else if (inTransaction) {
      // DuckDB takes the COMMIT of an aborted transaction and rolls it back without a word; any other statement fails.
      if (word === 'COMMIT') await this.connection.run('SELECT 1');
      const { changedCatalog } = this;
      this.changedCatalog = false;
      if (word === 'COMMIT') await this.connection.commit();
      else await this.connection.rollback();
      // DDL that was rolled back may have been seen.
      if (word !== 'COMMIT' && changedCatalog) await this.names.look(this.connection);
      if (word !== 'COMMIT' && changedCatalog) fail('LH501', ROLLED_BACK_DDL);
    }
    return nothing;
  }

  private async setVariables({ statements, variables = [] }: Translation): Promise<Result> {
    const result = await this.read(statements.length > 0 ? statements : ['SELECT NULL WHERE FALSE'], {});
    for (const [index, variable] of variables.entries()) {
      const column = result.columns[index];
      if (statements.length === 0) this.variables.delete(variable);
      else if (column) this.variables.set(variable, variableLiteral(result.rows[0]?.[index] ?? null, column));
    }
    return nothing;
  }

  private async read(statements: readonly string[], options: QueryOptions): Promise<Result> {
    const run = async (): Promise<Result> => {
      for (const sql of statements.slice(0, -1)) await this.connection.run(sql);
      const last = statements.at(-1) ?? '';
      const { binds = [], maxRows } = options;
      return maxRows === undefined
        ? toResult(await this.connection.run(last, binds))
        : toResult(await this.connection.runUntil(last, maxRows, binds), maxRows);
    };
    return statements.length === 1 ? run() : this.connection.atomically(run);
  }

  private async write(
    statements: readonly string[],
    binds: readonly (string | number | boolean | null)[],
    kind: 'dml' | 'ddl',
    counted = 1,
  ): Promise<Result> {
    let affected = 0;
    for (const [index, sql] of statements.entries()) {
      const last = index === statements.length - 1;
      const reader = await this.connection.run(sql, last ? binds : []);
      if (index >= statements.length - counted) affected += Number(reader.getRows()[0]?.[0] ?? 0);
    }
    return kind === 'dml' ? { ...nothing, rowsAffected: affected } : nothing;
  }

  /** What the adapter adds to a statement, in its transaction. */
  private async follow({ creates, writes, forgets }: RowTimestampStatement): Promise<void> {
    if (forgets) await forgetLoads(this.connection, forgets);
    if (creates) {
      const table = duckdbName(creates.table.database, creates.table.schema, creates.table.name);
      const column = duckdbName(COMMIT_TIME);
      await this.connection.run(
        `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column} TIMESTAMP WITH TIME ZONE`,
      );
      if (creates.evolves) await this.connection.run(`COMMENT ON COLUMN ${table}.${column} IS '${EVOLVES}'`);
    }
    if (writes) this.connection.wrote(duckdbName(writes.database, writes.schema, writes.name));
  }
}
