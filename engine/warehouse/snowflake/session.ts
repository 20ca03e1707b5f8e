import { fail } from '../../errors';
import type { Cell, QueryOptions, Result, Session } from '../port';
import { cell } from './cells';
import { resultColumn, type ResultColumn } from './column-types';
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
].join(' ');

interface Answer {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** -1 where the statement is no DML. */
  readonly updated: number;
}

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
    const columns = answer.columns.map(resultColumn);
    if (answer.updated >= 0) return { columns: [], rows: [], rowsAffected: changed(answer) };
    const rows = answer.rows.slice(0, options.maxRows);
    return {
      columns,
      rows: rows.map((row) => columns.map(({ kind }, index): Cell => cell(row[index], kind))),
    };
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
          else
            done({
              columns: statement.getColumns() ?? [],
              rows: rows ?? [],
              updated: updatedRows(statement),
            });
        },
      });
    });
  }
}

const updatedRows = (statement: { getNumUpdatedRows?(): number | undefined }): number =>
  statement.getNumUpdatedRows?.() ?? -1;

/** The driver adds `number of multi-joined rows updated` to the rows; they are among those that were updated. */
function changed({ columns, rows }: Answer): number {
  const counts = columns.map((column, index) =>
    column.getName().includes('multi-joined') ? 0 : Number(rows[0]?.[index] ?? 0),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
