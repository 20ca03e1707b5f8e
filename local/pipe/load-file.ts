import { contentHash, datasetPrefix } from '../../engine/landing/keys';
import type { LakeObject } from '../../engine/landing/lake';
import {
  bronzeTable,
  copyStatement,
  ledger,
  loadErrors,
  type LandedSource,
} from '../../engine/landing/setup';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell, Result, Session, Warehouse } from '../../engine/warehouse/port';
import type { LoadedFile } from './types';

/** A cell of a one-row result by its column's name. */
function field(result: Result, name: string): Cell {
  const index = result.columns.findIndex((column) => column.name.toLowerCase() === name);
  return result.rows[0]?.[index] ?? null;
}

function statusOf(value: Cell): LoadedFile['status'] {
  if (value === 'LOADED' || value === 'PARTIALLY_LOADED' || value === 'LOAD_FAILED') return value;
  // COPY INTO knows the file and the ledger does not: somebody loaded it by hand.
  throw new Error(`COPY INTO did not load the file: ${String(value)}`);
}

/** A time as TIMESTAMP_NTZ takes it, UTC. */
const timestamp = (iso: string): string => iso.replace('T', ' ').replace('Z', '');

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
 * Loads one file: its rows, its line in the ledger and its bad rows become visible in one commit, or none of them
 * does. So a file is loaded exactly once, whenever the process ends.
 */
export async function loadFile(
  loading: Loading,
  source: LandedSource,
  object: LakeObject,
): Promise<LoadedFile> {
  const { warehouse, database } = loading;
  const table = bronzeTable(source, database);
  const before = new Set((await warehouse.columns(table))?.map(({ name }) => name));
  const load = await inTransaction(loading.session, () => loadRows(loading, source, object));
  const columns = (await warehouse.columns(table)) ?? [];
  return { ...load, columnsAdded: columns.map(({ name }) => name).filter((name) => !before.has(name)) };
}

export async function inTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('BEGIN');
  try {
    const result = await work();
    await session.query('COMMIT');
    return result;
  } catch (error: unknown) {
    // The first error counts: a rollback that fails as well says nothing new.
    await session.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The same within the open transaction of the session. */
export async function loadRows(
  { session, database, clock, force }: Loading,
  source: LandedSource,
  object: LakeObject,
): Promise<Omit<LoadedFile, 'columnsAdded'>> {
  const started = clock().getTime();
  const { domain, dataset } = source.landing;
  const file = object.key.slice(datasetPrefix(source.landing).length);
  const copied = await session.query(copyStatement(source, database, file, force));
  const status = statusOf(field(copied, 'status'));
  const number = (name: string): number => Number(field(copied, name) ?? 0);
  const load = {
    domain,
    dataset,
    file: object.key,
    bytes: object.bytes,
    status,
    rowsParsed: number('rows_parsed'),
    rowsLoaded: number('rows_loaded'),
    errors: number('errors_seen'),
  };
  const now = timestamp(clock().toISOString());
  if (load.errors > 0) await keepErrors(session, source, database, load, field(copied, 'first_error'), now);
  await session.query(
    `INSERT INTO ${relationText(ledger(database))} ` +
      '(DOMAIN, DATASET, FILE, SHA256, BYTES, ROWS_PARSED, ROWS_LOADED, ERRORS, STATUS, LANDED_AT, LOADED_AT) ' +
      'SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::TIMESTAMP_NTZ, ?::TIMESTAMP_NTZ',
    {
      binds: [
        domain,
        dataset,
        object.key,
        contentHash(object.key) ?? null,
        object.bytes,
        load.rowsParsed,
        load.rowsLoaded,
        load.errors,
        status,
        timestamp(object.modifiedAt),
        now,
      ],
    },
  );
  return { ...load, milliseconds: clock().getTime() - started };
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
  const into = `INSERT INTO ${relationText(loadErrors(database))} (DOMAIN, DATASET, FILE, "ROW", REASON, RAW, FOUND_AT)`;
  if (load.rowsParsed === 0) {
    await session.query(`${into} SELECT ?, ?, ?, NULL, ?, NULL, ?::TIMESTAMP_NTZ`, {
      binds: [load.domain, load.dataset, load.file, firstError, foundAt],
    });
    return;
  }
  const table = relationText(bronzeTable(source, database));
  await session.query(
    `${into} SELECT ?, ?, ?, ROW_NUMBER, ERROR, REJECTED_RECORD, ?::TIMESTAMP_NTZ ` +
      `FROM TABLE(VALIDATE(${table}, JOB_ID => '_last'))`,
    { binds: [load.domain, load.dataset, load.file, foundAt] },
  );
}
