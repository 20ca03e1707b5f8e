import { messageOf } from '../../engine/errors';
import { datasetFiles, readLedger, type DatasetFiles } from '../../engine/inspection/landed-files';
import { landedSources, type LandedSource } from '../../engine/landing/setup';
import type { Lake, LakeObject } from '../../engine/landing/lake';
import type { Session, WarehouseReader } from '../../engine/warehouse/port';
import { batches } from './batches';
import { loadFiles } from './load-file';
import { setUp } from './setup';
import type { LoadedFile, PendingFile, PipeOptions, PipeReport, PipeStatus } from './types';

export type { LoadedFile, PendingFile, PipeEvent, PipeOptions, PipeReport, PipeStatus } from './types';

const DATABASE = 'LAKEHOUSE';

/** Loads every file that has landed and is not in BRONZE.LOAD_LEDGER, each exactly once. */
export async function loadLanded(options: PipeOptions): Promise<PipeReport> {
  const { warehouse, lake, clock, onEvent, signal, database = DATABASE, threads = 2 } = options;
  const sources = landedSources(options.sources);
  await setUp(warehouse, lake, sources, database);
  const all = await datasetFiles(lake, sources, await readLedger(warehouse, database));
  const bytesOf = (files: readonly LakeObject[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
  // The longest first, so that it does not run alone at the end.
  const queue = all
    .filter(({ pending }) => pending.length > 0)
    .sort((one, other) => bytesOf(other.pending) - bytesOf(one.pending));
  onEvent?.({
    kind: 'planned',
    files: queue.reduce((sum, { pending }) => sum + pending.length, 0),
    bytes: queue.reduce((sum, { pending }) => sum + bytesOf(pending), 0),
  });
  const loads: LoadedFile[] = [];
  const failed: (PendingFile & { readonly message: string })[] = [];
  let stopped = false;

  /** @returns false where a file could not be tried: the dataset's later ones wait, since bronze is filled in order */
  const load = async (
    session: Session,
    source: LandedSource,
    batch: readonly LakeObject[],
  ): Promise<boolean> => {
    const of = { domain: source.landing.domain, dataset: source.landing.dataset };
    const [first] = batch;
    onEvent?.({ kind: 'loading', ...of, file: first?.key ?? '' });
    try {
      const done = await loadFiles({ warehouse, session, database, clock }, source, batch);
      loads.push(...done);
      for (const one of done) onEvent?.({ kind: 'loaded', load: one });
      return true;
    } catch (error: unknown) {
      if (batch.length > 1) {
        // Which of them it was shows when each is tried alone.
        for (const object of batch) if (!(await load(session, source, [object]))) return false;
        return true;
      }
      const file: PendingFile = { ...of, file: first?.key ?? '' };
      const message = messageOf(error);
      failed.push({ ...file, message });
      onEvent?.({ kind: 'failed', ...file, message });
      return false;
    }
  };

  const worker = async (): Promise<void> => {
    const session = await warehouse.session();
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { source, pending } = next;
        for (const batch of batches(source, pending)) {
          if (signal?.aborted) {
            stopped = true;
            return;
          }
          if (!(await load(session, source, batch))) break;
        }
      }
    } finally {
      await session.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, Math.max(queue.length, 1)) }, worker));
  return {
    loads,
    failed,
    rowsLoaded: loads.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0),
    errors: loads.reduce((sum, { errors }) => sum + errors, 0),
    stopped,
  };
}

const counts = ({ source, landed, ledger, pending }: DatasetFiles): PipeStatus['datasets'][number] => ({
  domain: source.landing.domain,
  dataset: source.landing.dataset,
  landed: landed.length,
  newestLandedAt: landed.reduce<string | undefined>(
    (newest, { modifiedAt }) => (newest === undefined || modifiedAt > newest ? modifiedAt : newest),
    undefined,
  ),
  loaded: ledger.length,
  pending: pending.map(({ key }) => key),
  rowsLoaded: ledger.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0),
  errors: ledger.reduce((sum, { errors }) => sum + errors, 0),
});

interface Looked {
  readonly warehouse: WarehouseReader;
  readonly lake: Pick<Lake, 'list'>;
}

/** Files in the lake minus files in the ledger, by dataset. Changes nothing. */
export async function pipeStatus(
  options: Pick<PipeOptions, 'sources' | 'database'> & Looked,
): Promise<PipeStatus> {
  const { warehouse, lake, sources, database = DATABASE } = options;
  const all = await datasetFiles(lake, landedSources(sources), await readLedger(warehouse, database));
  return { datasets: all.map(counts) };
}

/** Objects of the lake that are not in the ledger, with the dataset they belong to. Changes nothing. */
export async function waitingFiles(
  options: Pick<PipeOptions, 'sources' | 'database'> & Looked,
): Promise<readonly (LakeObject & { readonly domain: string; readonly dataset: string })[]> {
  const { warehouse, lake, sources, database = DATABASE } = options;
  const all = await datasetFiles(lake, landedSources(sources), await readLedger(warehouse, database));
  return all.flatMap(({ source, pending }) => {
    const { domain, dataset } = source.landing;
    return pending.map((object) => ({ ...object, domain, dataset }));
  });
}
