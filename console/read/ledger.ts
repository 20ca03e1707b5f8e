import { ledger, type LandedSource } from '../../engine/landing/setup';
import type { UniqueId } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell } from '../../engine/warehouse/port';
import type { ReadOnlyWarehouse } from './source';

/** What the ledger says of the files of a source. */
export interface LoadedSource {
  readonly files: number;
  readonly rows: number;
  readonly errors: number;
  readonly loadedAt: string | undefined;
}

export async function loadedSources(
  warehouse: ReadOnlyWarehouse,
  database: string,
  sources: readonly LandedSource[],
): Promise<ReadonlyMap<UniqueId, LoadedSource>> {
  const table = ledger(database);
  if (!(await warehouse.columns(table))) return new Map();
  const { rows } = await warehouse.query(
    `select domain, dataset, count(*), sum(rows_loaded), sum(errors), max(loaded_at) from ${relationText(table)} group by domain, dataset`,
  );
  const ids = new Map(
    sources.map(({ uniqueId, landing }) => [`${landing.domain}.${landing.dataset}`, uniqueId]),
  );
  return new Map(
    rows.flatMap(([domain, dataset, files, loaded, errors, loadedAt]): [UniqueId, LoadedSource][] => {
      const id = ids.get(`${String(domain)}.${String(dataset)}`);
      if (id === undefined) return [];
      return [
        [
          id,
          {
            files: Number(files),
            rows: Number(loaded),
            errors: Number(errors),
            loadedAt: instantOf(loadedAt),
          },
        ],
      ];
    }),
  );
}

/** A TIMESTAMP_NTZ in UTC as ISO 8601 to the millisecond. */
export function instantOf(cell: Cell | undefined): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  const [day, time = '00:00:00'] = String(cell).split(' ');
  return new Date(`${day ?? ''}T${time.slice(0, 12)}Z`).toISOString();
}
