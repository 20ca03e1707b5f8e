import { codeOf } from '../errors';
import type { Lake } from '../landing/lake';
import { forgetErrors, insertErrors, type LoadErrorLine } from '../landing/ledger';
import { parseFile, UnreadableFile } from '../landing/parse';
import { fileFormatOf, ledger, loadErrors, type LandedSource } from '../landing/setup';
import { relationText } from '../warehouse/identifier';
import type { Session } from '../warehouse/port';
import { pieces } from './files';
import { inTransaction } from '../warehouse/transaction';

/** A file of the ledger with errors, of whose bad rows LOAD_ERRORS says nothing yet. */
export interface Unexplained {
  readonly domain: string;
  readonly dataset: string;
  readonly file: string;
  readonly errors: number;
}

/** Rows of a file that are kept; of the others it is said how many they are. */
const MOST_ROWS = 10_000;
const ROWS_A_STATEMENT = 200;

/** The oldest first. */
export async function unexplained(
  session: Session,
  database: string,
  most: number,
): Promise<readonly Unexplained[]> {
  const { rows } = await session.query(
    `SELECT L.DOMAIN, L.DATASET, L.FILE, L.ERRORS FROM ${relationText(ledger(database))} L ` +
      `LEFT JOIN (SELECT DISTINCT FILE FROM ${relationText(loadErrors(database))}) E ON E.FILE = L.FILE ` +
      "WHERE E.FILE IS NULL AND (L.ERRORS > 0 OR L.STATUS <> 'LOADED') " +
      `ORDER BY L.LOADED_AT, L.FILE LIMIT ${most}`,
  );
  return rows.map(([domain, dataset, file, errors]) => ({
    ...{ domain: String(domain), dataset: String(dataset), file: String(file) },
    errors: Number(errors),
  }));
}

/**
 * Reads the object as the pipe would and keeps its bad rows, in one commit: VALIDATE_PIPE_LOAD, which would tell them,
 * refuses pipes that transform. https://docs.snowflake.com/en/sql-reference/functions/validate_pipe_load
 * What the parser does not find (values that do not fit a column) is said by Snowflake's first error.
 */
export async function explain(
  session: Session,
  lake: Lake,
  database: string,
  source: LandedSource | undefined,
  file: Unexplained,
  firstError: string | undefined,
  foundAt: string,
): Promise<void> {
  await inTransaction(session, async () => {
    const forget = forgetErrors(database, [file]);
    await session.query(forget.sql, { binds: forget.binds });
    const keep = async (lines: readonly LoadErrorLine[]): Promise<void> => {
      for (const some of pieces(lines, ROWS_A_STATEMENT)) {
        const { sql, binds } = insertErrors(database, file, some, foundAt);
        await session.query(sql, { binds });
      }
    };
    const { rows, whole } = await badRows(lake, source, file, keep);
    // Of a file that cannot be read to its end nothing was loaded, so no row of it is worse than another.
    if (whole !== undefined && rows > 0) await session.query(forget.sql, { binds: forget.binds });
    const reason =
      whole ??
      (rows > MOST_ROWS
        ? `${rows} rows did not load, of which the first ${MOST_ROWS} are kept.`
        : rows === 0 || rows < file.errors
          ? `Snowflake found ${file.errors} errors, of which ${rows} are of the file's form. The first: ${firstError ?? 'see the load history'}`
          : undefined);
    if (reason !== undefined) await keep([{ row: null, reason, raw: null }]);
  });
}

/** How many there are, kept up to the most; or what is wrong with the file as a whole. */
async function badRows(
  lake: Lake,
  source: LandedSource | undefined,
  { file }: Unexplained,
  keep: (lines: readonly LoadErrorLine[]) => Promise<void>,
): Promise<{ readonly rows: number; readonly whole?: string }> {
  if (!source) return { rows: 0, whole: 'The dataset is no longer part of the project.' };
  const format = fileFormatOf(source.landing.format);
  // Its errors are of columns and types, which Snowflake alone can tell.
  if (format.type === 'PARQUET') return { rows: 0 };
  let rows = 0;
  try {
    const { batches } = await parseFile(lake.open(file), format);
    for await (const { bad } of batches) {
      await keep(bad.slice(0, Math.max(0, MOST_ROWS - rows)));
      rows += bad.length;
    }
    return { rows };
  } catch (error: unknown) {
    if (error instanceof UnreadableFile) return { rows, whole: error.reason };
    if (codeOf(error) === 'LH604') return { rows, whole: 'The file is no longer in the lake.' };
    throw error;
  }
}
