import { setTimeout as sleep } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBResultReader, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Cell } from '../port';
import { bind } from './binds';
import type { Database } from './database';
import type { CommitTime } from './commits';
import { isConflict } from './engine-errors';
import { COMMIT_TIME, METADATA_SCHEMA } from './metadata';

const ATTEMPTS = 6;

/** A DuckDB name in quotes. */
export const duckdbName = (...parts: readonly string[]): string =>
  parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');

/** A DuckDB string literal: no backslash escapes. */
export const duckdbText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const timestamp = (time: CommitTime): string => `make_timestamptz(${time}::BIGINT)`;

/** DuckDB's own SQL over one connection, with the transaction and what the commit has to stamp. */
export class Connection {
  /** Tables with row timestamps that the open transaction wrote to, as quoted DuckDB names in upper case. */
  private readonly written = new Set<string>();
  /** Did some of their rows go in without a time? */
  private unstamped = false;
  private time: CommitTime | undefined;
  private open = false;

  constructor(
    private readonly duckdb: DuckDBConnection,
    private readonly database: Database,
  ) {}

  get inTransaction(): boolean {
    return this.open;
  }

  async run(sql: string, binds: readonly Cell[] = []): Promise<DuckDBResultReader> {
    const bound = binds.map(bind);
    return this.duckdb.runAndReadAll(
      sql,
      bound.map(({ value }) => value),
      bound.map(({ type }) => type),
    );
  }

  /** Reads at most about so many rows: the rest of the result is never made. */
  async runUntil(sql: string, rows: number, binds: readonly Cell[]): Promise<DuckDBResultReader> {
    const bound = binds.map(bind);
    return this.duckdb.streamAndReadUntil(
      sql,
      rows,
      bound.map(({ value }) => value),
      bound.map(({ type }) => type),
    );
  }

  async rows(sql: string, binds: readonly Cell[] = []): Promise<readonly (readonly DuckDBValue[])[]> {
    return (await this.run(sql, binds)).getRows();
  }

  /** The columns of a query's result, without running it. */
  async resultColumns(sql: string): Promise<readonly { readonly name: string; readonly type: DuckDBType }[]> {
    const prepared = await this.duckdb.prepare(sql);
    try {
      return Array.from({ length: prepared.columnCount }, (_unused, index) => ({
        name: prepared.columnName(index),
        type: prepared.columnType(index),
      }));
    } finally {
      prepared.destroySync();
    }
  }

  appender(table: string, schema: string, catalog: string): ReturnType<DuckDBConnection['createAppender']> {
    return this.duckdb.createAppender(table, schema, catalog);
  }

  /** Rows were put into a table with row timestamps, without a time: they get it when they are committed. */
  wrote(table: string): void {
    this.written.add(table.toUpperCase());
    this.unstamped = true;
  }

  /** The time of this transaction, as an SQL expression, for rows that are put into a table with it. */
  timeFor(table: string): string {
    this.written.add(table.toUpperCase());
    this.time ??= this.database.commits.next();
    return timestamp(this.time);
  }

  async begin(): Promise<void> {
    await this.duckdb.run('BEGIN TRANSACTION');
    this.open = true;
  }

  async rollback(): Promise<void> {
    this.end();
    await this.duckdb.run('ROLLBACK');
  }

  async commit(): Promise<void> {
    const tables = [...this.written];
    const { time: taken, unstamped } = this;
    this.end();
    try {
      if (tables.length === 0) await this.duckdb.run('COMMIT');
      else {
        await this.database.commits.inOrder(tables, taken, async (time) => {
          if (unstamped || time !== taken) await this.stamp(tables, taken, time);
          await this.duckdb.run(`INSERT INTO ${METADATA_SCHEMA}.COMMITS VALUES (${timestamp(time)})`);
          await this.duckdb.run('COMMIT');
        });
      }
    } catch (error: unknown) {
      // A COMMIT that failed has ended the transaction; a stamp that failed has not.
      await this.duckdb.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private end(): void {
    this.open = false;
    this.written.clear();
    this.unstamped = false;
    this.time = undefined;
  }

  /** Rows without a time, or with the one that is given up, are those of this transaction alone. */
  private async stamp(
    tables: readonly string[],
    taken: CommitTime | undefined,
    time: CommitTime,
  ): Promise<void> {
    const column = duckdbName(COMMIT_TIME);
    const given = taken === undefined ? '' : ` OR ${column} = ${timestamp(taken)}`;
    for (const table of tables) {
      await this.duckdb.run(
        `UPDATE ${table} SET ${column} = ${timestamp(time)} WHERE ${column} IS NULL${given}`,
      );
    }
  }

  /**
   * Runs `work` in a transaction: the open one, or one of its own. One of its own is run again when another
   * transaction wrote the same catalog entry or row first, which DuckDB reports rather than waits for; nothing of a
   * failed attempt stays, so that is safe. An open transaction is its owner's to repeat.
   */
  async atomically<T>(work: () => Promise<T>): Promise<T> {
    if (this.open) return work();
    for (let attempt = 1; ; attempt += 1) {
      await this.begin();
      try {
        const result = await work();
        await this.commit();
        return result;
      } catch (error: unknown) {
        if (this.open) await this.rollback();
        if (!isConflict(error) || attempt >= ATTEMPTS) throw error;
        await sleep(2 ** attempt * 5);
      }
    }
  }

  /** The same for one statement, which DuckDB commits by itself. */
  async retried<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error: unknown) {
        if (this.open || !isConflict(error) || attempt >= ATTEMPTS) throw error;
        await sleep(2 ** attempt * 5);
      }
    }
  }

  interrupt(): void {
    this.duckdb.interrupt();
  }

  close(): void {
    this.duckdb.closeSync();
  }
}
