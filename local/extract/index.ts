import { batchKey, contentHash, datasetPrefix } from '../../engine/landing/keys';
import type { Lake } from '../../engine/landing/lake';
import { fail, suggestion } from '../../engine/errors';
import type { Landing } from '../../engine/project/types';
import type { PostgresSnapshot, PostgresTable } from './postgres';

export { openSnapshot, type PostgresSnapshot, type PostgresTable } from './postgres';

/** A table and the dataset that it becomes a file of. */
export interface Extraction {
  readonly table: PostgresTable;
  readonly landing: Landing;
}

export interface ExtractProgress {
  readonly table: string;
  readonly bytes: number;
  /** Of the planner. */
  readonly estimatedRows: number | undefined;
  readonly tablesDone: number;
  readonly tables: number;
}

export interface ExtractedTable {
  readonly table: string;
  readonly domain: string;
  readonly dataset: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Where the content lies: of the extract before when `present`. */
  readonly key: string;
  readonly status: 'written' | 'present';
}

export interface ExtractReport {
  /** The moment that all tables were read at. */
  readonly extractedAt: string;
  readonly tables: readonly ExtractedTable[];
}

export interface ExtractOptions {
  readonly snapshot: PostgresSnapshot;
  readonly lake: Lake;
  readonly extractions: readonly Extraction[];
  readonly onProgress?: ((at: ExtractProgress) => void) | undefined;
  /** Stops between two tables. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * `customers`, `shop.customers`, or `shop.client=customers` where the dataset has another name than the table. Throws
 * every mistake at once: LH105 for datasets that the domain has not, or that are no CSV.
 */
export function readTables(list: readonly string[], landings: readonly Landing[]): readonly Extraction[] {
  const mistakes: string[] = [];
  const extractions = list.flatMap((text): readonly Extraction[] => {
    const [source = '', named] = text.split('=');
    const parts = source.split('.');
    const name = parts.at(-1) ?? '';
    const dataset = named ?? name;
    const landing = landings.find((one) => one.dataset === dataset);
    if (parts.length > 2 || name === '')
      mistakes.push(`"${text}" is no table: write table, schema.table or table=dataset.`);
    else if (!landing) {
      const known = landings.map((one) => one.dataset);
      mistakes.push(
        `There is no dataset "${dataset}", but ${known.join(', ')}.${suggestion(dataset, known)}`,
      );
    } else if (landing.format !== 'csv')
      mistakes.push(`The dataset "${dataset}" lands as ${landing.format}; a table becomes CSV.`);
    else return [{ table: { schema: parts.length === 2 ? (parts[0] ?? '') : 'public', name }, landing }];
    return [];
  });
  return mistakes.length > 0 ? fail('LH105', mistakes.join('\n')) : extractions;
}

const label = ({ schema, name }: PostgresTable): string => `${schema}.${name}`;

/**
 * Brings tables into the lake as they were at one moment. A table that is as it was at its newest extract is not
 * written again; one that went back to what it was before that is. Throws LH611 before anything is read where a table is missing.
 */
export async function extract(options: ExtractOptions): Promise<ExtractReport> {
  const { snapshot, extractions, signal } = options;
  const missing = await snapshot.unknown(extractions.map(({ table }) => table));
  if (missing.length > 0)
    fail('LH611', `The database has no table ${missing.map(label).join(', ')}, or this user may not see it.`);
  const done: ExtractedTable[] = [];
  for (const extraction of extractions) {
    if (signal?.aborted) break;
    done.push(await extractTable(extraction, options, done.length));
  }
  return { extractedAt: snapshot.takenAt.toISOString(), tables: done };
}

async function extractTable(
  { table, landing }: Extraction,
  { snapshot, lake, extractions, onProgress }: ExtractOptions,
  tablesDone: number,
): Promise<ExtractedTable> {
  const estimatedRows = await snapshot.estimatedRows(table);
  const { csv, rows } = snapshot.read(table);
  async function* counted(): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of csv) {
      bytes += chunk.length;
      onProgress?.({ table: label(table), bytes, estimatedRows, tablesDone, tables: extractions.length });
      yield chunk;
    }
  }
  const staged = await lake.stage(counted());
  const { sha256, bytes } = staged;
  const of = {
    table: label(table),
    domain: landing.domain,
    dataset: landing.dataset,
    rows: rows(),
    bytes,
    sha256,
  };
  let newest: string | undefined;
  for await (const { key } of lake.list(datasetPrefix(landing))) newest = key;
  if (newest !== undefined && contentHash(newest) === sha256) {
    await staged.discard();
    return { ...of, key: newest, status: 'present' };
  }
  const key = batchKey(landing, { extractedAt: snapshot.takenAt, sha256, extension: '.csv' });
  await staged.publish(key);
  return { ...of, key, status: 'written' };
}
