import { fail } from '../../errors';
import type { QueryOptions, Result, Session } from '../port';
import type { Outcome, SubmitOptions } from '../statements';
import { answerOf, resultOf, type Answer } from './answer';
import { outcomeOf, submit } from './asynchronous';
import { statementFailed } from './driver-errors';
import type { Connection } from './driver';

/**
 * What a session is, whatever the account's defaults: what the local engine supports, so that one text means one
 * thing on both. https://docs.snowflake.com/en/sql-reference/parameters
 */
const SESSION = [
  "TIMEZONE = 'UTC'",
  "TIMESTAMP_TYPE_MAPPING = 'TIMESTAMP_NTZ'",
  "TIME_OUTPUT_FORMAT = 'HH24:MI:SS.FF9'",
  "BINARY_OUTPUT_FORMAT = 'HEX'",
  'WEEK_START = 0',
  'WEEK_OF_YEAR_POLICY = 0',
  'STRICT_JSON_OUTPUT = TRUE',
  'QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE',
  'ERROR_ON_NONDETERMINISTIC_MERGE = TRUE',
  // A run's statements go on when the function that sent them sleeps or dies. The default, but an account may differ.
  'ABORT_DETACHED_QUERY = FALSE',
].join(' ');

/** A session of Snowflake over a connection of the driver. */
export class SnowflakeSession implements Session {
  private closed = false;

  constructor(
    private readonly connection: Connection,
    private readonly released: () => void,
  ) {}

  /** Before anything else. */
  async prepare(): Promise<void> {
    try {
      await this.query(`ALTER SESSION SET ${SESSION}`);
    } catch (error: unknown) {
      await this.close();
      throw error;
    }
  }

  async query(sql: string, options: QueryOptions = {}): Promise<Result> {
    if (this.closed) fail('LH552', 'The session is closed.');
    let answer: Answer;
    try {
      answer = await this.execute(sql, options);
    } catch (error: unknown) {
      throw statementFailed(error, sql);
    }
    return resultOf(answer, options.maxRows);
  }

  /** Sends a statement that goes on by itself. */
  submit(sql: string, options: SubmitOptions): Promise<string> {
    return submit(this.connection, sql, options);
  }

  /** What became of a statement that this session or another one of the same user has sent. */
  outcome(queryId: string): Promise<Outcome> {
    return outcomeOf(this.connection, queryId);
  }

  /** Snowflake rolls back what is open. https://docs.snowflake.com/en/sql-reference/transactions */
  close(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.closed = true;
    this.released();
    return new Promise((done) => {
      // A connection that is gone already is closed.
      this.connection.destroy(() => done());
    });
  }

  private execute(sqlText: string, { binds, tag, maxRows }: QueryOptions): Promise<Answer> {
    return new Promise((done, reject) => {
      this.connection.execute({
        sqlText,
        ...(binds && binds.length > 0 ? { binds } : {}),
        parameters: {
          ...(tag === undefined ? {} : { QUERY_TAG: tag }),
          // 0 would be no limit: there one row is read and none given.
          ...(maxRows === undefined ? {} : { ROWS_PER_RESULTSET: Math.max(maxRows, 1) }),
        },
        complete: (error, statement, rows) => {
          if (error) reject(error);
          else done(answerOf(statement, rows));
        },
      });
    });
  }
}
