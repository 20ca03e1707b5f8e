import { fail } from '../../errors';
import type { QueryOptions, RelationName, Result, Session, Warehouse } from '../port';
import { readCatalog, readChangeTokens, readColumns } from './catalog';
import { connectionOptions, loadDriver, type Connection, type Driver } from './driver';
import { loginFailed } from './driver-errors';
import type { SnowflakeOptions } from './options';
import { SnowflakeSession } from './session';

export { optionsFrom, type Authentication, type SnowflakeOptions } from './options';

/** Snowflake itself, through its official driver. Logs in when it is first asked something. */
export async function openSnowflake(options: SnowflakeOptions): Promise<Warehouse> {
  return new SnowflakeWarehouse(await loadDriver(), options);
}

class SnowflakeWarehouse implements Warehouse {
  readonly traits = { incrementalPublish: 'clone' } as const;
  private readonly sessions = new Set<SnowflakeSession>();
  private shared: Promise<SnowflakeSession> | undefined;
  private closed = false;

  constructor(
    private readonly driver: Driver,
    private readonly options: SnowflakeOptions,
  ) {}

  /**
   * Statements of no session in particular share one: a login takes longer than most of them, and each of them is
   * committed by itself. USE and BEGIN belong into a `session()`.
   */
  async query(sql: string, options?: QueryOptions): Promise<Result> {
    this.shared ??= this.open();
    const opening = this.shared;
    opening.catch(() => {
      // The next statement tries to log in again.
      if (this.shared === opening) this.shared = undefined;
    });
    return (await opening).query(sql, options);
  }

  async session(): Promise<Session> {
    return this.open();
  }

  async catalog(): ReturnType<Warehouse['catalog']> {
    return readCatalog((sql) => this.query(sql), this.options.database);
  }

  async columns(relation: RelationName): ReturnType<Warehouse['columns']> {
    return readColumns((sql) => this.query(sql), relation);
  }

  async changeTokens(relations: readonly RelationName[]): ReturnType<Warehouse['changeTokens']> {
    return readChangeTokens((sql) => this.query(sql), relations);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.sessions].map((session) => session.close()));
  }

  private async open(): Promise<SnowflakeSession> {
    if (this.closed) fail('LH552', 'The warehouse is closed.');
    const connection = await this.connect();
    const session: SnowflakeSession = new SnowflakeSession(connection, () => {
      this.sessions.delete(session);
    });
    this.sessions.add(session);
    await session.prepare();
    return session;
  }

  private connect(): Promise<Connection> {
    // By the callback: `connectAsync` resolves when Snowflake refuses the login.
    return new Promise<Connection>((done, reject) => {
      this.driver.createConnection(connectionOptions(this.options)).connect((error, connection) => {
        if (error) reject(error);
        else done(connection);
      });
    }).catch((error: unknown) => {
      throw loginFailed(error, this.options.account);
    });
  }
}
