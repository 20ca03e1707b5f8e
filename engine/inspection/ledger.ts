import { ledger, loadErrors } from '../landing/setup';
import { relationText } from '../warehouse/identifier';
import type { Cell, WarehouseReader } from '../warehouse/port';

/** What the ledger says of a dataset's files. */
export interface LedgerSums {
  readonly rowsParsed: number;
  readonly rowsLoaded: number;
  readonly errors: number;
  /** When the newest of its files had landed, ISO 8601. */
  readonly landedAt: string | undefined;
  /** When it was loaded to last, ISO 8601. */
  readonly loadedAt: string | undefined;
}

/** Ledger by `domain.dataset`; empty before the first load. */
export async function ledgerSums(
  warehouse: WarehouseReader,
  database: string,
): Promise<ReadonlyMap<string, LedgerSums>> {
  const table = ledger(database);
  if (!(await warehouse.columns(table))) return new Map();
  const { rows } = await warehouse.query(
    `select domain, dataset, sum(rows_parsed), sum(rows_loaded), sum(errors), max(landed_at), max(loaded_at)
     from ${relationText(table)} group by domain, dataset`,
  );
  return new Map(
    rows.map(([domain, dataset, parsed, loaded, errors, landedAt, loadedAt]) => [
      `${String(domain)}.${String(dataset)}`,
      {
        rowsParsed: Number(parsed),
        rowsLoaded: Number(loaded),
        errors: Number(errors),
        landedAt: instantOf(landedAt),
        loadedAt: instantOf(loadedAt),
      },
    ]),
  );
}

/** Rows that could not be loaded, by dataset and reason. */
export interface Rejection {
  readonly domain: string;
  readonly dataset: string;
  readonly reason: string;
  /** Rows of files; a file that could not be read at all counts in `files` only. */
  readonly rows: number;
  readonly files: number;
}

export async function rejections(
  warehouse: WarehouseReader,
  database: string,
): Promise<readonly Rejection[]> {
  const table = loadErrors(database);
  if (!(await warehouse.columns(table))) return [];
  const { rows } = await warehouse.query(
    `select domain, dataset, reason, count("ROW"), count(distinct file)
     from ${relationText(table)} group by domain, dataset, reason order by domain, dataset, count(*) desc, reason`,
  );
  return rows.map(([domain, dataset, reason, number, files]) => ({
    domain: String(domain),
    dataset: String(dataset),
    reason: String(reason),
    rows: Number(number),
    files: Number(files),
  }));
}

/** A number that the warehouse may have sent as text, since it holds more than a double. */
export const numberOf = (cell: Cell | undefined): number => Number(cell ?? 0);

/** A TIMESTAMP_NTZ in UTC, or a DATE, as ISO 8601 to the millisecond. */
export function instantOf(cell: Cell | undefined): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  const [day, time = '00:00:00'] = String(cell).split(' ');
  return new Date(`${day}T${time.slice(0, 12)}Z`).toISOString();
}
