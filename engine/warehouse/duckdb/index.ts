import { fail } from '../../errors';
import type { QueryOptions, RelationName, Result, Session, Warehouse } from '../port';
import { readCatalog, readColumns } from './catalog';
import { changeToken } from './change-tokens';
import { Connection } from './connection';
import { Names } from './names';
import { openDatabase, type Database, type DuckdbOptions } from './database';
import { DuckdbSession } from './session';

export type { DuckdbOptions } from './database';

/** The local warehouse: Snowflake SQL on DuckDB. One process alone may open a path. */
export async function openDuckdb(options: DuckdbOptions): Promise<Warehouse> {
  const database = await openDatabase(options);
  const names = new Names(database.name);
  const warehouse = new DuckdbWarehouse(database, names);
  await warehouse.withConnection((connection) => names.look(connection));
  return warehouse;
}

class DuckdbWarehouse implements Warehouse {
  readonly traits = { incrementalPublish: 'transaction' } as const;
  private readonly idle: DuckdbSession[] = [];
  private readonly sessions = new Set<DuckdbSession>();
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly names: Names,
  ) {}

  async query(sql: string, options?: QueryOptions): Promise<Result> {
    const session = this.idle.pop() ?? (await this.open());
    try {
      return await session.query(sql, options);
    } finally {
      await session.reset();
      if (this.closed) await session.close();
      else this.idle.push(session);
    }
  }

  async session(): Promise<Session> {
    return this.open();
  }

  async catalog(): ReturnType<Warehouse['catalog']> {
    return this.withConnection((connection) => readCatalog(connection, this.database.name));
  }

  async columns(relation: RelationName): ReturnType<Warehouse['columns']> {
    return this.withConnection((connection) => readColumns(connection, relation));
  }

  async changeTokens(relations: readonly RelationName[]): ReturnType<Warehouse['changeTokens']> {
    return this.withConnection(async (connection) => {
      const tokens: (string | undefined)[] = [];
      for (const relation of relations) {
        tokens.push(await changeToken(connection, relation));
      }
      return tokens;
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.sessions].map((session) => session.close()));
    this.database.close();
  }

  /** For what the adapter asks in DuckDB's own words. */
  async withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.closed) fail('LH552', 'The warehouse is closed.');
    const connection = new Connection(await this.database.connect(), this.database);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  private async open(): Promise<DuckdbSession> {
    if (this.closed) fail('LH552', 'The warehouse is closed.');
    const connection = new Connection(await this.database.connect(), this.database);
    const session: DuckdbSession = new DuckdbSession(connection, this.database, this.names, () => {
      this.sessions.delete(session);
    });
    this.sessions.add(session);
    return session;
  }
}
