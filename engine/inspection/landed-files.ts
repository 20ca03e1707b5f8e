import { datasetPrefix } from '../landing/keys';
import type { Lake, LakeObject } from '../landing/lake';
import { ledger, type LandedSource } from '../landing/setup';
import { relationText } from '../warehouse/identifier';
import type { WarehouseReader } from '../warehouse/port';

export interface LedgerEntry {
  readonly file: string;
  readonly rowsParsed: number;
  readonly rowsLoaded: number;
  readonly errors: number;
}

/** The ledger by dataset; empty where it does not exist yet. */
export async function readLedger(
  warehouse: WarehouseReader,
  database: string,
): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> {
  const table = ledger(database);
  const entries = new Map<string, LedgerEntry[]>();
  if (!(await warehouse.columns(table))) return entries;
  const { rows } = await warehouse.query(
    `SELECT DOMAIN, DATASET, FILE, ROWS_PARSED, ROWS_LOADED, ERRORS FROM ${relationText(table)}`,
  );
  for (const [domain, dataset, file, ...numbers] of rows) {
    const key = `${String(domain)}.${String(dataset)}`;
    const [rowsParsed = 0, rowsLoaded = 0, errors = 0] = numbers.map(Number);
    const entry = { file: String(file), rowsParsed, rowsLoaded, errors };
    const found = entries.get(key);
    if (found) found.push(entry);
    else entries.set(key, [entry]);
  }
  return entries;
}

export interface DatasetFiles {
  readonly source: LandedSource;
  readonly landed: readonly LakeObject[];
  readonly ledger: readonly LedgerEntry[];
  /** In the lake and not in the ledger, in the order of the keys: of extraction. */
  readonly pending: readonly LakeObject[];
}

export async function datasetFiles(
  lake: Pick<Lake, 'list'>,
  sources: readonly LandedSource[],
  entries: ReadonlyMap<string, readonly LedgerEntry[]>,
): Promise<readonly DatasetFiles[]> {
  const all: DatasetFiles[] = [];
  for (const source of sources) {
    const { domain, dataset } = source.landing;
    const known = entries.get(`${domain}.${dataset}`) ?? [];
    const loaded = new Set(known.map(({ file }) => file));
    const landed: LakeObject[] = [];
    for await (const object of lake.list(datasetPrefix(source.landing))) landed.push(object);
    all.push({ source, landed, ledger: known, pending: landed.filter(({ key }) => !loaded.has(key)) });
  }
  return all;
}
