import { literal, relationText } from '../warehouse/identifier';
import type { Cell } from '../warehouse/port';
import { contentHash } from './keys';
import { ledger, loadErrors } from './setup';

/** A statement with the values of its placeholders. */
export interface Bound {
  readonly sql: string;
  readonly binds: readonly Cell[];
}

/** What became of a file: a line of BRONZE.LOAD_LEDGER. */
export interface LedgerLine {
  readonly domain: string;
  readonly dataset: string;
  /** Lake key. */
  readonly file: string;
  readonly bytes: number;
  readonly rowsParsed: number;
  readonly rowsLoaded: number;
  readonly errors: number;
  readonly status: 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED';
  /** ISO 8601 UTC. */
  readonly landedAt: string;
  readonly loadedAt: string;
}

const COLUMNS =
  'DOMAIN, DATASET, FILE, SHA256, BYTES, ROWS_PARSED, ROWS_LOADED, ERRORS, STATUS, LANDED_AT, LOADED_AT';

/** A time as TIMESTAMP_NTZ takes it, UTC. */
export const timestamp = (iso: string): string => iso.replace('T', ' ').replace('Z', '');

/** Written out, since the local engine plans the cast of a placeholder for 20 ms. */
export const timestampLiteral = (iso: string): string => `${literal(timestamp(iso))}::TIMESTAMP_NTZ`;

/** The lines as a SELECT. */
function select(lines: readonly LedgerLine[]): Bound {
  const times = ({ landedAt, loadedAt }: LedgerLine): string =>
    `${timestampLiteral(landedAt)}, ${timestampLiteral(loadedAt)}`;
  return {
    sql: `SELECT * FROM VALUES ${lines.map((line) => `(?, ?, ?, ?, ?, ?, ?, ?, ?, ${times(line)})`).join(', ')}`,
    binds: lines.flatMap((line) => [
      ...[line.domain, line.dataset, line.file, contentHash(line.file) ?? null, line.bytes],
      ...[line.rowsParsed, line.rowsLoaded, line.errors, line.status],
    ]),
  };
}

export function insertLines(database: string, lines: readonly LedgerLine[]): Bound {
  const { sql, binds } = select(lines);
  return { sql: `INSERT INTO ${relationText(ledger(database))} (${COLUMNS}) ${sql}`, binds };
}

/** Takes out what is said of these files: an insert in the same transaction says it anew. */
const forget = (table: string, files: readonly Pick<LedgerLine, 'file'>[]): Bound => ({
  sql: `DELETE FROM ${table} WHERE FILE IN (${files.map(() => '?').join(', ')})`,
  binds: files.map(({ file }) => file),
});

export const forgetLines = (database: string, files: readonly Pick<LedgerLine, 'file'>[]): Bound =>
  forget(relationText(ledger(database)), files);

export const forgetErrors = (database: string, files: readonly Pick<LedgerLine, 'file'>[]): Bound =>
  forget(relationText(loadErrors(database)), files);

/** A row that did not load, or, without a row, what is wrong with its file. */
export interface LoadErrorLine {
  readonly row: number | null;
  readonly reason: string;
  readonly raw: string | null;
}

/** The columns of BRONZE.LOAD_ERRORS in the order in which they are filled. */
export const intoLoadErrors = (database: string): string =>
  `INSERT INTO ${relationText(loadErrors(database))} (DOMAIN, DATASET, FILE, "ROW", REASON, RAW, FOUND_AT)`;

export function insertErrors(
  database: string,
  { domain, dataset, file }: Pick<LedgerLine, 'domain' | 'dataset' | 'file'>,
  errors: readonly LoadErrorLine[],
  foundAt: string,
): Bound {
  // Row numbers are written out: a column of bound nulls would have no type.
  const rows = errors.map(
    ({ row }) => `SELECT ?, ?, ?, ${row ?? 'NULL'}::NUMBER, ?, ?, ${timestampLiteral(foundAt)}`,
  );
  return {
    sql: `${intoLoadErrors(database)} ${rows.join(' UNION ALL ')}`,
    binds: errors.flatMap(({ reason, raw }) => [domain, dataset, file, reason, raw]),
  };
}
