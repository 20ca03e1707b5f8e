import { datasetPrefix, keyTime } from '../../engine/landing/keys';
import type { Lake, LakeObject } from '../../engine/landing/lake';
import { bronzeTable, ledger, loadErrors, type LandedSource } from '../../engine/landing/setup';
import { relationText } from '../../engine/warehouse/identifier';
import type { Session, Warehouse } from '../../engine/warehouse/port';
import { inTransaction } from '../../engine/warehouse/transaction';
import { batches } from './batches';
import { loadRows } from './load-file';
import { setUp } from './setup';

export interface BackfillOptions {
  readonly warehouse: Warehouse;
  readonly lake: Lake;
  readonly source: LandedSource;
  /** All sources: what bronze needs is set up first, so that columns declared since are there. */
  readonly sources: readonly LandedSource[];
  /** Files whose key tells a time in [from, to); all of them without. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly database: string;
  readonly clock: () => Date;
  /** Changes something; otherwise it is only told what would be. */
  readonly apply: boolean;
  readonly onFile?: ((done: number, files: number) => void) | undefined;
}

export interface BackfillReport {
  readonly domain: string;
  readonly dataset: string;
  readonly files: number;
  readonly rowsBefore: number;
  /** Undefined where nothing was changed. */
  readonly rowsAfter: number | undefined;
  readonly errors: number | undefined;
  readonly applied: boolean;
}

/**
 * Loads files of a dataset anew: their rows, ledger lines and load errors are taken out, and the files are loaded
 * again, all in one transaction. So readers never see a table that is half full, and a crash changes nothing. The rows
 * come as new arrivals, which is how incremental models take them up.
 */
export async function backfill(options: BackfillOptions): Promise<BackfillReport> {
  const { warehouse, lake, source, sources, database, clock, apply, onFile } = options;
  const { domain, dataset } = source.landing;
  await setUp(warehouse, lake, sources, database);
  const files = await filesOf(options);
  const keys = files.map(({ key }) => key);
  const session = await warehouse.session();
  try {
    const rowsBefore = await rowsOf(session, source, database, keys);
    const report = { domain, dataset, files: files.length, rowsBefore };
    if (!apply || files.length === 0)
      return { ...report, rowsAfter: undefined, errors: undefined, applied: false };
    const loads = await inTransaction(session, async () => {
      await takeOut(session, source, database, keys);
      const done = [];
      for (const batch of batches(source, files)) {
        done.push(...(await loadRows({ warehouse, session, database, clock, force: true }, source, batch)));
        onFile?.(done.length, files.length);
      }
      return done;
    });
    return {
      ...report,
      rowsAfter: loads.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0),
      errors: loads.reduce((sum, { errors }) => sum + errors, 0),
      applied: true,
    };
  } finally {
    await session.close();
  }
}

async function filesOf({ lake, source, from, to }: BackfillOptions): Promise<readonly LakeObject[]> {
  const files: LakeObject[] = [];
  for await (const object of lake.list(datasetPrefix(source.landing))) {
    const time = keyTime(object.key) ?? new Date(object.modifiedAt);
    if ((!from || time >= from) && (!to || time < to)) files.push(object);
  }
  return files;
}

/** So many keys stand in one statement. */
const KEYS = 500;

function* keyLists(keys: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < keys.length; at += KEYS) yield keys.slice(at, at + KEYS);
}

const marks = (keys: readonly string[]): string => keys.map(() => '?').join(', ');

async function rowsOf(
  session: Session,
  source: LandedSource,
  database: string,
  keys: readonly string[],
): Promise<number> {
  let rows = 0;
  for (const batch of keyLists(keys)) {
    const { rows: found } = await session.query(
      `SELECT COUNT(*) FROM ${relationText(bronzeTable(source, database))} WHERE _FILE IN (${marks(batch)})`,
      { binds: batch },
    );
    rows += Number(found[0]?.[0] ?? 0);
  }
  return rows;
}

async function takeOut(
  session: Session,
  source: LandedSource,
  database: string,
  keys: readonly string[],
): Promise<void> {
  for (const batch of keyLists(keys)) {
    const binds = { binds: batch };
    await session.query(
      `DELETE FROM ${relationText(bronzeTable(source, database))} WHERE _FILE IN (${marks(batch)})`,
      binds,
    );
    for (const table of [ledger(database), loadErrors(database)])
      await session.query(`DELETE FROM ${relationText(table)} WHERE FILE IN (${marks(batch)})`, binds);
  }
}
