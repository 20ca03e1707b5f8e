import { datasetPrefix } from '../../engine/landing/keys';
import type { LakeObject } from '../../engine/landing/lake';
import { insertErrors, insertLines, intoLoadErrors, timestampLiteral } from '../../engine/landing/ledger';
import { bronzeTable, copyStatement, type LandedSource } from '../../engine/landing/setup';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell, Result, Session, Warehouse } from '../../engine/warehouse/port';
import { inTransaction } from '../../engine/warehouse/transaction';
import type { LoadedFile } from './types';

/** What COPY INTO says of its files, by their lake keys. */
function fileResults(
  { columns, rows }: Result,
  objects: readonly LakeObject[],
): ReadonlyMap<string, FileResult> {
  const names = columns.map(({ name }) => name.toLowerCase());
  const results = rows.map(
    (row): FileResult =>
      (name) =>
        row[names.indexOf(name)] ?? null,
  );
  return new Map(
    objects.flatMap(({ key }) => {
      // Without files to load there is one row, without a file.
      const found = results.find((of) => String(of('file')).endsWith(`/${key}`));
      return found ? [[key, found]] : [];
    }),
  );
}

type FileResult = (column: string) => Cell;

function statusOf(value: Cell): LoadedFile['status'] {
  if (value === 'LOADED' || value === 'PARTIALLY_LOADED' || value === 'LOAD_FAILED') return value;
  // COPY INTO knows the file and the ledger does not: somebody loaded it by hand.
  throw new Error(`COPY INTO did not load the file: ${String(value)}`);
}

/** Where files are loaded to, and with what. */
export interface Loading {
  readonly warehouse: Warehouse;
  readonly session: Session;
  readonly database: string;
  readonly clock: () => Date;
  /** Loads files that the load history knows. */
  readonly force?: boolean | undefined;
}

/**
 * Loads files of one dataset: their rows, their lines in the ledger and their bad rows become visible in one commit, or
 * none of them does. So a file is loaded exactly once, whenever the process ends.
 */
export async function loadFiles(
  loading: Loading,
  source: LandedSource,
  objects: readonly LakeObject[],
): Promise<readonly LoadedFile[]> {
  const { warehouse, database } = loading;
  const table = bronzeTable(source, database);
  const before = new Set((await warehouse.columns(table))?.map(({ name }) => name));
  const loads = await inTransaction(loading.session, () => loadRows(loading, source, objects));
  const columns = (await warehouse.columns(table)) ?? [];
  const columnsAdded = columns.map(({ name }) => name).filter((name) => !before.has(name));
  return loads.map((load, index) => ({ ...load, columnsAdded: index === 0 ? columnsAdded : [] }));
}

/** The same within the open transaction of the session. */
export async function loadRows(
  { session, database, clock, force }: Loading,
  source: LandedSource,
  objects: readonly LakeObject[],
): Promise<readonly Omit<LoadedFile, 'columnsAdded'>[]> {
  const started = clock().getTime();
  const { domain, dataset } = source.landing;
  const prefix = datasetPrefix(source.landing);
  const names = objects.map(({ key }) => key.slice(prefix.length));
  const copied = fileResults(await session.query(copyStatement(source, database, names, force)), objects);
  const milliseconds = clock().getTime() - started;
  const loads = objects.map((object) => {
    const of: FileResult = copied.get(object.key) ?? (() => null);
    const number = (name: string): number => Number(of(name) ?? 0);
    return {
      ...{ domain, dataset, file: object.key, bytes: object.bytes, milliseconds },
      status: statusOf(of('status')),
      rowsParsed: number('rows_parsed'),
      rowsLoaded: number('rows_loaded'),
      errors: number('errors_seen'),
    };
  });
  const now = clock().toISOString();
  for (const load of loads) {
    const firstError = copied.get(load.file)?.('first_error') ?? null;
    if (load.errors > 0) await keepErrors(session, source, database, load, firstError, now);
  }
  const lines = loads.map((load, index) => ({
    ...load,
    landedAt: objects[index]?.modifiedAt ?? now,
    loadedAt: now,
  }));
  const { sql, binds } = insertLines(database, lines);
  await session.query(sql, { binds });
  return loads;
}

/**
 * The bad rows, each with its reason and text; for a file that cannot be read at all one line without a row.
 * VALIDATE is not for transforming loads, of which a file fails as a whole.
 */
async function keepErrors(
  session: Session,
  source: LandedSource,
  database: string,
  load: Pick<LoadedFile, 'domain' | 'dataset' | 'file' | 'rowsParsed'>,
  firstError: Cell,
  foundAt: string,
): Promise<void> {
  if (load.rowsParsed === 0) {
    const reason = String(firstError);
    const whole = insertErrors(database, load, [{ row: null, reason, raw: null }], foundAt);
    await session.query(whole.sql, { binds: whole.binds });
    return;
  }
  const table = relationText(bronzeTable(source, database));
  await session.query(
    `${intoLoadErrors(database)} SELECT ?, ?, ?, ROW_NUMBER, ERROR, REJECTED_RECORD, ${timestampLiteral(foundAt)} ` +
      `FROM TABLE(VALIDATE(${table}, JOB_ID => '_last'))`,
    { binds: [load.domain, load.dataset, load.file] },
  );
}
