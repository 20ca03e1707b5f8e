import { datasetPrefix } from '../landing/keys';
import { timestamp, type LedgerLine } from '../landing/ledger';
import { bronzeTable, type LandedSource } from '../landing/setup';
import { identifier, literal, relationText } from '../warehouse/identifier';
import type { Cell, Result } from '../warehouse/port';
import { keyInHistory, pieces } from './files';

export type BoundQuery = (sql: string, binds?: readonly Cell[]) => Promise<Result>;

/** A file in Snowflake's load history. When it landed is not known there. */
export interface HistoricLoad extends Omit<LedgerLine, 'landedAt'> {
  readonly firstError: string | undefined;
}

/** In this order, by either source. */
const COLUMNS =
  'FILE_NAME, STAGE_LOCATION, LAST_LOAD_TIME, ROW_COUNT, ROW_PARSED, FILE_SIZE, FIRST_ERROR_MESSAGE, ERROR_COUNT, STATUS';

/** A table's history goes back no further. */
export const HISTORY_DAYS = 14;

/**
 * What was loaded into a table since a time, as the table function tells it: at once, but only of the last 14 days, and
 * not of pipes that were recreated meanwhile. https://docs.snowflake.com/en/sql-reference/functions/copy_history
 */
export async function loadsSince(
  query: BoundQuery,
  source: LandedSource,
  database: string,
  since: Date,
): Promise<readonly HistoricLoad[]> {
  const table = bronzeTable(source, database);
  const { rows } = await query(
    `SELECT ${COLUMNS} FROM TABLE(${identifier(database)}.INFORMATION_SCHEMA.COPY_HISTORY(` +
      `TABLE_NAME => ${literal(relationText(table))}, START_TIME => ${literal(`${timestamp(since.toISOString())} +0000`)}::TIMESTAMP_LTZ)) ` +
      "WHERE STATUS <> 'Load in progress'",
  );
  return newestOfEach(rows.flatMap((row) => loadOf(row, source)));
}

/**
 * What the account's view knows of certain files: up to two hours late (two days for a table with little in it), and of
 * pipes that are gone as well. https://docs.snowflake.com/en/sql-reference/account-usage/copy_history
 */
export async function loadsOf(
  query: BoundQuery,
  source: LandedSource,
  database: string,
  keys: readonly string[],
): Promise<readonly HistoricLoad[]> {
  const { schema, name } = bronzeTable(source, database);
  const found: HistoricLoad[] = [];
  for (const some of pieces(keys, 200)) {
    const { rows } = await query(
      `SELECT ${COLUMNS} FROM SNOWFLAKE.ACCOUNT_USAGE.COPY_HISTORY ` +
        'WHERE TABLE_CATALOG_NAME = ? AND TABLE_SCHEMA_NAME = ? AND TABLE_NAME = ? ' +
        `AND SPLIT_PART(FILE_NAME, '/', -1) IN (${some.map(() => '?').join(', ')})`,
      [database, schema, name, ...some.map((key) => key.slice(key.lastIndexOf('/') + 1))],
    );
    const wanted = new Set(some);
    found.push(...rows.flatMap((row) => loadOf(row, source)).filter(({ file }) => wanted.has(file)));
  }
  return newestOfEach(found);
}

function loadOf(row: readonly Cell[], { landing }: LandedSource): readonly HistoricLoad[] {
  const [name, stage, loadedAt, loaded, parsed, bytes, firstError, errors, status] = row;
  const { domain, dataset } = landing;
  const file = keyInHistory(String(name), String(stage ?? ''), datasetPrefix(landing));
  if (file === undefined) return [];
  return [
    {
      ...{ domain, dataset, file },
      bytes: Number(bytes ?? 0),
      rowsParsed: Number(parsed ?? 0),
      rowsLoaded: Number(loaded ?? 0),
      errors: Number(errors ?? 0),
      status: statusOf(String(status)),
      loadedAt: iso(String(loadedAt)),
      firstError: firstError === null || firstError === undefined ? undefined : String(firstError),
    },
  ];
}

function statusOf(word: string): LedgerLine['status'] {
  switch (word.toLowerCase()) {
    case 'loaded':
      return 'LOADED';
    case 'partially loaded':
      return 'PARTIALLY_LOADED';
    case 'load failed':
    case 'load skipped':
      return 'LOAD_FAILED';
    default:
      throw new Error(`the load history has a status that is not documented: ${word}`);
  }
}

/** `2026-01-02 03:04:05.123 +0000`, as the port gives a TIMESTAMP_LTZ in a session of UTC. */
const iso = (text: string): string =>
  new Date(text.replace(' ', 'T').replace(/ ?\+00:?00$/, 'Z')).toISOString();

/** A file that was loaded again has several lines. */
function newestOfEach(loads: readonly HistoricLoad[]): readonly HistoricLoad[] {
  const newest = new Map<string, HistoricLoad>();
  for (const load of loads) {
    const other = newest.get(load.file);
    if (!other || other.loadedAt < load.loadedAt) newest.set(load.file, load);
  }
  return [...newest.values()];
}
