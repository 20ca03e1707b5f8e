import { landedSources, ledger, loadErrors } from '../../engine/landing/setup';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell, RelationName } from '../../engine/warehouse/port';
import type {
  FileStatus,
  Ingest,
  LakeFile,
  LoadError,
  Page,
  Pipe,
  Quarantine,
  QuarantinedRows,
} from '../api';
import { drawnNodes } from './drawn';
import { instantOf, loadedSources } from './ledger';
import { placeOf } from './places';
import { limitedRows } from './rows';
import type { ConsoleSource, ProjectView } from './source';

const SAMPLE_ROWS = 100;

export async function readIngest(source: ConsoleSource): Promise<Ingest> {
  const [view, status] = await Promise.all([source.project(), source.inspection.status()]);
  const sources = landedSources(view.project.sources);
  const loads = await loadedSources(source.warehouse, source.database, sources);
  return {
    pipes: status.datasets.flatMap((one): Pipe[] => {
      const { domain, dataset, landed, loaded, pending, rowsLoaded, errors, newestLandedAt } = one;
      const node = sources.find(({ landing }) => landing.domain === domain && landing.dataset === dataset);
      if (!node) return [];
      const counts = { landed, loaded, pending, rowsLoaded, errors };
      const times = { newestLandedAt, loadedAt: loads.get(node.uniqueId)?.loadedAt };
      return [{ node: node.uniqueId, domain, dataset, format: node.landing.format, ...counts, ...times }];
    }),
    lag: status.lag,
    rejections: status.rejected,
    quarantines: status.quarantined.flatMap((one): Quarantine[] => {
      const node = modelNamed(view, one.model);
      return node ? [{ ...one, node: node.uniqueId, domain: placeOf(node).domain }] : [];
    }),
  };
}

const modelNamed = (view: ProjectView, name: string) =>
  view.project.models.find((model) => model.name === name);

export interface FileFilter {
  readonly domain?: string | undefined;
  readonly dataset?: string | undefined;
  readonly status?: string | undefined;
}

export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** Files that wait first, then those of the ledger; the newest first. */
export async function readFiles(
  source: ConsoleSource,
  filter: FileFilter,
  { offset, limit }: Slice,
): Promise<Page<LakeFile>> {
  const waiting =
    filter.status === undefined || filter.status === 'PENDING' ? await pendingFiles(source, filter) : [];
  const shown = waiting.slice(offset, offset + limit);
  const rest = { offset: Math.max(0, offset - waiting.length), limit: limit - shown.length };
  const loaded = await ledgerFiles(source, filter, rest);
  return { items: [...shown, ...loaded.items], total: waiting.length + loaded.total, offset };
}

async function pendingFiles(
  { inspection }: ConsoleSource,
  { domain, dataset }: FileFilter,
): Promise<readonly LakeFile[]> {
  return (await inspection.pending())
    .filter(
      (file) =>
        (domain === undefined || file.domain === domain) &&
        (dataset === undefined || file.dataset === dataset),
    )
    .map(({ domain: of, dataset: name, key, bytes, modifiedAt }): LakeFile => ({
      ...{ domain: of, dataset: name, key, bytes },
      status: 'PENDING',
      landedAt: modifiedAt,
    }))
    .sort((one, other) => ((one.landedAt ?? '') < (other.landedAt ?? '') ? 1 : -1));
}

async function ledgerFiles(
  source: ConsoleSource,
  { domain, dataset, status }: FileFilter,
  slice: Slice,
): Promise<Omit<Page<LakeFile>, 'offset'>> {
  const columns =
    'domain, dataset, file, bytes, status, landed_at, loaded_at, rows_parsed, rows_loaded, errors';
  const { rows, total } = await page(
    source,
    ledger(source.database),
    columns,
    { domain, dataset, status },
    slice,
    ['landed_at desc', 'loaded_at desc', 'file'],
  );
  return {
    total,
    items: rows.map(([of, name, key, bytes, how, landedAt, loadedAt, parsed, loaded, errors]): LakeFile => ({
      domain: String(of),
      dataset: String(name),
      key: String(key),
      bytes: Number(bytes),
      status: String(how) as FileStatus,
      landedAt: instantOf(landedAt),
      loadedAt: instantOf(loadedAt),
      rowsParsed: Number(parsed),
      rowsLoaded: Number(loaded),
      errors: Number(errors),
    })),
  };
}

export interface ErrorFilter {
  readonly domain?: string | undefined;
  readonly dataset?: string | undefined;
  readonly reason?: string | undefined;
}

export async function readLoadErrors(
  source: ConsoleSource,
  filter: ErrorFilter,
  slice: Slice,
): Promise<Page<LoadError>> {
  const columns = 'domain, dataset, file, "ROW", reason, raw, found_at';
  const order = ['found_at desc', 'file', '"ROW" nulls first'];
  const { rows, total } = await page(
    source,
    loadErrors(source.database),
    columns,
    { ...filter },
    slice,
    order,
  );
  return {
    total,
    offset: slice.offset,
    items: rows.map(([domain, dataset, file, row, reason, raw, foundAt]): LoadError => ({
      domain: String(domain),
      dataset: String(dataset),
      file: String(file),
      row: row === null || row === undefined ? undefined : Number(row),
      reason: String(reason),
      raw: raw === null || raw === undefined ? undefined : String(raw),
      foundAt: instantOf(foundAt),
    })),
  };
}

/** A part of a table of bronze, and how many rows there are in all; nothing where the table is not there yet. */
async function page(
  { warehouse }: ConsoleSource,
  table: RelationName,
  columns: string,
  equal: { readonly [column: string]: string | undefined },
  { offset, limit }: Slice,
  order: readonly string[],
): Promise<{ readonly rows: readonly (readonly Cell[])[]; readonly total: number }> {
  if (!(await warehouse.columns(table))) return { rows: [], total: 0 };
  const given = Object.entries(equal).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const where = given.length === 0 ? '' : ` where ${given.map(([column]) => `${column} = ?`).join(' and ')}`;
  const binds = given.map(([, value]) => value);
  const from = `from ${relationText(table)}${where}`;
  const [counted, { rows }] = await Promise.all([
    warehouse.query(`select count(*) ${from}`, { binds }),
    limit === 0
      ? { rows: [] }
      : warehouse.query(
          `select ${columns} ${from} order by ${order.join(', ')} limit ${String(limit)} offset ${String(offset)}`,
          { binds },
        ),
  ]);
  return { rows, total: Number(counted.rows[0]?.[0] ?? 0) };
}

/** The first rows that a quarantine sets aside for a reason; undefined where the node is no quarantine. */
export async function readQuarantinedRows(
  source: ConsoleSource,
  id: string,
  reason: string,
): Promise<QuarantinedRows | undefined> {
  const view = await source.project();
  const node = drawnNodes(view).get(id);
  if (!node?.name.endsWith('__quarantine')) return undefined;
  const result = await source.warehouse.query(
    `select * from ${relationText(view.compiler.relation(id))} where reason = ? limit ${String(SAMPLE_ROWS + 1)}`,
    { binds: [reason] },
  );
  return { ...limitedRows(result, SAMPLE_ROWS), node: id, reason };
}
