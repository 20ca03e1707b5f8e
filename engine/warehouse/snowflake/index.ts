import { fail } from '../../errors';
import type { QueryOptions, RelationName, Result, Session, Warehouse } from '../port';
import type { AsyncWarehouse, Statements } from '../statements';
import { cancelStatement, findStatements, statementsUnderWay } from './asynchronous';
import { readCatalog, readChangeTokens, readColumns } from './catalog';
import { connectionOptions, loadDriver, type Connection, type Driver } from './driver';
import { loginFailed } from './driver-errors';
import type { SnowflakeOptions } from './options';
import { SnowflakeSession } from './session';

export { optionsFrom, type Authentication, type SnowflakeOptions } from './options';

/**
 * Snowflake itself, through its official driver. Logs in when it is first asked something. Closing it cancels what was
 * submitted and still runs: a session that logs out takes its asynchronous statements with it.
 */
export async function openSnowflake(options: SnowflakeOptions): Promise<AsyncWarehouse> {
  return new SnowflakeWarehouse(await loadDriver(), options);
}

class SnowflakeWarehouse implements AsyncWarehouse {
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
    return (await this.sharedSession()).query(sql, options);
  }

  readonly statements: Statements = {
    submit: async (sql, options) => (await this.sharedSession()).submit(sql, options),
    outcome: async (queryId) => (await this.sharedSession()).outcome(queryId),
    find: (requestIds, since) =>
      findStatements((sql, options) => this.query(sql, options), this.options.database, requestIds, since),
    underWay: (runId) => statementsUnderWay((sql) => this.query(sql), this.options.database, runId),
    cancel: (queryId) => cancelStatement((sql) => this.query(sql), queryId),
  };

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

  private sharedSession(): Promise<SnowflakeSession> {
    this.shared ??= this.open();
    const opening = this.shared;
    opening.catch(() => {
      // The next statement tries to log in again.
      if (this.shared === opening) this.shared = undefined;
    });
    return opening;
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
