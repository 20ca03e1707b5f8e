import { fail } from '../../../errors';
import type { RelationName } from '../../port';
import { identifier } from '../../identifier';
import type { Connection } from '../connection';
import type { Database } from '../database';
import { duckdbName } from '../connection';
import { COMMIT_TIME, METADATA_SCHEMA } from '../metadata';
import { tokenize, type Token } from '../translate/syntax/tokens';
import { Cursor, relationIn } from './cursor';
import { pipeStatus } from './pipe-status';

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Columns of VALIDATE that are known here, under Snowflake's names. */
const VALIDATE = 'ERROR, FILE, LINE, "CHARACTER", COLUMN_NAME, ROW_NUMBER, REJECTED_RECORD';
const COPY_HISTORY =
  'FILE_NAME, STAGE_LOCATION, LAST_LOAD_TIME, ROW_COUNT, ROW_PARSED, FILE_SIZE, FIRST_ERROR_MESSAGE, ' +
  'FIRST_ERROR_LINE_NUMBER, FIRST_ERROR_CHARACTER_POS, FIRST_ERROR_COLUMN_NAME, ERROR_COUNT, STATUS, ' +
  'TABLE_CATALOG_NAME, TABLE_SCHEMA_NAME, TABLE_NAME';

interface Call {
  readonly name: string;
  /** The whole text that its answer takes the place of. */
  readonly from: number;
  readonly to: number;
  /** The arguments' text. */
  readonly arguments: string;
}

/** The calls of this file's functions, wherever they stand in a statement; TABLE(…) around a table function too. */
function calls(sql: string): readonly Call[] {
  const tokens = tokenize(sql);
  const is = (token: Token | undefined, symbol: string): boolean =>
    token?.kind === 'symbol' && token.text === symbol;
  const found: Call[] = [];
  for (const [index, token] of tokens.entries()) {
    const open = tokens[index + 1];
    if (token.kind !== 'word' || !FUNCTIONS.has(token.text) || !is(open, '(') || !open) continue;
    let depth = 0;
    let close = index + 1;
    for (; close < tokens.length; close += 1) {
      if (is(tokens[close], '(')) depth += 1;
      if (is(tokens[close], ')')) depth -= 1;
      if (depth === 0) break;
    }
    const end = tokens[close];
    if (!end) continue;
    let start = index;
    // INFORMATION_SCHEMA. or DATABASE.INFORMATION_SCHEMA. before it.
    while (is(tokens[start - 1], '.')) start -= 2;
    const table =
      tokens[start - 2]?.text === 'TABLE' && is(tokens[start - 1], '(') && is(tokens[close + 1], ')');
    const first = tokens[table ? start - 2 : start];
    const last = tokens[table ? close + 1 : close];
    if (!first || !last) continue;
    found.push({
      name: token.text,
      from: first.start,
      to: last.end,
      arguments: sql.slice(open.end, end.start),
    });
  }
  return found;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'VALIDATE',
  'COPY_HISTORY',
  'SYSTEM$PIPE_STATUS',
  'SYSTEM$LAST_CHANGE_COMMIT_TIME',
]);

/** A statement with the calls of Snowflake's loading functions replaced by their answers. */
export async function withSystemFunctions(
  sql: string,
  connection: Connection,
  database: Database,
  lastJob: string | undefined,
): Promise<string> {
  // Most statements have none: spare them the lexer.
  if (!/VALIDATE|COPY_HISTORY|SYSTEM\$/i.test(sql)) return sql;
  let answered = '';
  let from = 0;
  for (const call of calls(sql)) {
    answered += sql.slice(from, call.from) + (await answer(call, connection, database, lastJob));
    from = call.to;
  }
  return answered + sql.slice(from);
}

async function answer(
  call: Call,
  connection: Connection,
  database: Database,
  lastJob: string | undefined,
): Promise<string> {
  const cursor = new Cursor(call.arguments, database.name);
  const source = (table: string): string => `${identifier(database.name)}.${METADATA_SCHEMA}.${table}`;
  switch (call.name) {
    case 'VALIDATE': {
      cursor.relation();
      cursor.expectSymbol(',');
      if (!cursor.take('JOB_ID')) cursor.unexpected('Expected JOB_ID');
      cursor.expectSymbol('=>');
      const given = cursor.expectString();
      const job = given.toLowerCase() === '_last' ? lastJob : given;
      if (job === undefined)
        fail('LH551', "VALIDATE(…, JOB_ID => '_last'): this session has run no COPY INTO.");
      return `(SELECT ${VALIDATE} FROM ${source('ERRORS')} WHERE JOB_ID = ${text(job)})`;
    }
    case 'COPY_HISTORY':
      return copyHistory(cursor, call, source('LOADS'), database.name);
    case 'SYSTEM$PIPE_STATUS': {
      const pipe = relationIn(cursor.expectString(), database.name);
      return text(await pipeStatus(connection, database, pipe));
    }
    default: {
      const table = relationIn(cursor.expectString(), database.name);
      return lastChange(connection, table);
    }
  }
}

/** The statuses have their words in COPY_HISTORY: `Loaded`, `Load failed`, `Partially loaded`. */
function copyHistory(cursor: Cursor, call: Call, loads: string, database: string): string {
  let table: RelationName | undefined;
  let since: string | undefined;
  while (!cursor.done) {
    if (cursor.takeSymbol(',')) continue;
    const argument = cursor.expectWord();
    cursor.expectSymbol('=>');
    if (argument === 'TABLE_NAME') table = relationIn(cursor.expectString(), database);
    else if (argument === 'START_TIME') {
      const start = cursor.peek().start;
      for (let depth = 0; !cursor.done && !(depth === 0 && cursor.isSymbol(',')); cursor.next()) {
        if (cursor.isSymbol('(')) depth += 1;
        if (cursor.isSymbol(')')) depth -= 1;
      }
      since = call.arguments.slice(start, cursor.done ? undefined : cursor.peek().start);
    } else cursor.refuse(`COPY_HISTORY argument ${argument}`);
  }
  if (!table || since === undefined) return cursor.unexpected('Expected TABLE_NAME and START_TIME');
  const status =
    "CASE STATUS WHEN 'LOADED' THEN 'Loaded' WHEN 'LOAD_FAILED' THEN 'Load failed' ELSE 'Partially loaded' END AS STATUS";
  return (
    `(SELECT ${COPY_HISTORY.replace(' STATUS,', ` ${status},`)} FROM ${loads} ` +
    `WHERE TABLE_NAME = ${text(table.name)}${table.schema === 'MAIN' ? '' : ` AND TABLE_SCHEMA_NAME = ${text(table.schema)}`} ` +
    `AND LAST_LOAD_TIME >= ${since})`
  );
}

/** Nanoseconds, as Snowflake counts; null for a table without row timestamps, of which the time is not known. */
async function lastChange(connection: Connection, table: RelationName): Promise<string> {
  const name = duckdbName(table.database, table.schema, table.name);
  const hidden = await connection.rows(
    `SELECT 1 FROM duckdb_columns() WHERE upper(schema_name) = upper(?) AND upper(table_name) = upper(?) AND column_name = '${COMMIT_TIME}'`,
    [table.schema, table.name],
  );
  if (hidden.length === 0) {
    fail(
      'LH501',
      `SYSTEM$LAST_CHANGE_COMMIT_TIME of a table without ROW_TIMESTAMP = TRUE is not supported on the local engine.`,
    );
  }
  const rows = await connection.rows(
    `SELECT coalesce(epoch_us(max(${duckdbName(COMMIT_TIME)})) * 1000, 0)::VARCHAR FROM ${name}`,
  );
  return String(rows[0]?.[0] ?? 0);
}
