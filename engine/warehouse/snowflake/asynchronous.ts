import type { QueryOptions, Result } from '../port';
import { identifier, literal } from '../identifier';
import type { Outcome, SubmitOptions } from '../statements';
import { answerOf, resultOf } from './answer';
import type { Connection } from './driver';
import { isRefusal, notHeardOf, statementFailed } from './driver-errors';

/**
 * Sends a statement to be run asynchronously. The driver tells nobody why an asynchronous statement could not be
 * sent: its callback gets no error then, and the statement has no query id. One that Snowflake refused has one.
 * https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-execute (Execute queries asynchronously)
 */
export function submit(
  connection: Connection,
  sqlText: string,
  { requestId, tag }: SubmitOptions,
): Promise<string> {
  return new Promise((done, reject) => {
    connection.execute({
      sqlText,
      requestId,
      asyncExec: true,
      parameters: { QUERY_TAG: JSON.stringify({ ...tag, request: requestId }) },
      complete: (error, statement) => {
        const queryId: string | undefined = statement.getQueryId();
        if (queryId !== undefined) done(queryId);
        else reject(notHeardOf('it took a statement', error ?? new Error('it gave no query id')));
      },
    });
  });
}

/**
 * The driver's own list of states counts BLOCKED (waiting for another's lock) and ABORTING among the errors, where the
 * statement still goes on.
 */
const UNDER_WAY = new Set([
  'RUNNING',
  'RESUMING_WAREHOUSE',
  'QUEUED',
  'QUEUED_REPARING_WAREHOUSE',
  'BLOCKED',
  'ABORTING',
  'RESTARTED',
  'NO_DATA',
]);

export async function outcomeOf(connection: Connection, queryId: string): Promise<Outcome> {
  let state: string;
  try {
    state = await connection.getQueryStatus(queryId);
  } catch (error: unknown) {
    throw notHeardOf('it was asked for a statement', error);
  }
  if (UNDER_WAY.has(state)) return { status: 'running' };
  if (state === 'NO_QUERY_DATA') return { status: 'unknown' };
  return fetched(connection, queryId);
}

/** The result, or the error, of a statement that is through: kept by Snowflake for a day. */
function fetched(connection: Connection, queryId: string): Promise<Outcome> {
  return new Promise((done, reject) => {
    connection.fetchResult({
      queryId,
      complete: (error, statement, rows) => {
        if (!error) done({ status: 'done', result: resultOf(answerOf(statement, rows)) });
        else if (isRefusal(error)) done({ status: 'failed', error: statementFailed(error, queryId) });
        else reject(notHeardOf('it gave a result', error));
      },
    });
  });
}

/** The most that the function gives. */
const HISTORY = 10_000;

/**
 * Statements of this user by the request id in their tag. A request id that is sent again prevents a second execution
 * within its own session alone, so a process that takes over asks the history first; the history of the information
 * schema has no delay and shows what is running.
 * https://docs.snowflake.com/en/sql-reference/functions/query_history
 */
export async function findStatements(
  query: (sql: string, options?: QueryOptions) => Promise<Result>,
  database: string,
  requestIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, string>> {
  if (requestIds.length === 0) return new Map();
  const { rows } = await query(
    `select try_parse_json(query_tag):request::varchar, query_id from table(${identifier(database)}.information_schema.query_history_by_user(end_time_range_start => to_timestamp_ltz(${literal(since.toISOString())}), result_limit => ${HISTORY})) where try_parse_json(query_tag):request::varchar in (${requestIds.map(literal).join(', ')})`,
  );
  return new Map(rows.map(([request, queryId]) => [String(request), String(queryId)]));
}

/**
 * Statements of this user that still run, by the run in their tag. Without an end of the time range the function gives
 * running ones whenever they began, and before others; their end is in 1970.
 */
export async function statementsUnderWay(
  query: (sql: string) => Promise<Result>,
  database: string,
  runId: string,
): Promise<readonly string[]> {
  const { rows } = await query(
    `select query_id from table(${identifier(database)}.information_schema.query_history_by_user(result_limit => ${HISTORY})) where try_parse_json(query_tag):run::varchar = ${literal(runId)} and end_time < start_time`,
  );
  return rows.map(([queryId]) => String(queryId));
}

/**
 * Users may cancel their own statements; those of others take OPERATE on the warehouse.
 * https://docs.snowflake.com/en/sql-reference/functions/system_cancel_query
 */
export async function cancelStatement(
  query: (sql: string) => Promise<Result>,
  queryId: string,
): Promise<void> {
  await query(`select system$cancel_query(${literal(queryId)})`);
}
