import { BIGINT, DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { contentHash } from '../../../landing/keys';
import type { LakeObject } from '../../../landing/lake';
import { parseFile, UnreadableFile, type ParsedRow } from '../../../landing/parse';
import { duckdbName, duckdbText } from '../connection';
import { described, unreadable, type CopiedFile, type FileJob } from './copy-file';
import { recordLoads, type FileLoad } from './history';
import { METADATA } from './insert-rows';
import { targetTable } from './target-table';
import { fieldColumns, insertTransformed, type Transformation } from './transform-rows';

/** A stream delivers thousands of small objects: below this, a file of its own would cost more than its rows. */
export const SMALL_BYTES = 256 * 1024;

/** So many rows are put into DuckDB at once. */
const CHUNK = 2048;

interface Parsed {
  readonly object: LakeObject;
  readonly rows: readonly ParsedRow[];
}

type ManyJob = Omit<FileJob, 'object'> & { readonly objects: readonly LakeObject[] };

/**
 * Loads small files of a transforming COPY together: they are parsed one by one, so that each is accepted or refused for
 * itself, and their rows go through the select list in one statement.
 */
export async function copySmallFiles(
  job: ManyJob,
  transform: Transformation,
): Promise<readonly CopiedFile[]> {
  const { copy, connection, database, lake, catalog } = job;
  const results = new Map<string, FileLoad>();
  const parsed: Parsed[] = [];
  for (const object of job.objects) {
    try {
      parsed.push({ object, rows: await rowsOf(job, object) });
    } catch (error: unknown) {
      if (!(error instanceof UnreadableFile)) throw error;
      results.set(object.key, unreadable({ copy, lake, object }, error));
    }
  }
  const loader = await database.connect();
  await loader.run(`ATTACH ':memory:' AS ${duckdbName(catalog)}`);
  try {
    await stage(loader, job, parsed, transform.fields, database.clock().toISOString());
    const table = await targetTable(connection, copy.target);
    const loaded = await insertTransformed(connection, database, copy, table, transform, catalog);
    const rows = parsed.reduce((sum, file) => sum + file.rows.length, 0);
    if (loaded !== rows) throw new Error(`${rows} rows went into the transformation and ${loaded} came out`);
  } finally {
    // Readers of an open transaction keep the detached database alive until they end.
    await loader.run(`DETACH ${duckdbName(catalog)}`);
    loader.closeSync();
  }
  for (const { object, rows } of parsed) {
    const counts = { parsed: rows.length, loaded: rows.length, errorCount: 0, first: undefined };
    results.set(object.key, { ...described({ copy, object }), status: 'LOADED', ...counts });
  }
  const loads = job.objects.flatMap(({ key }) => results.get(key) ?? []);
  await recordLoads(connection, copy.target, job.jobId, database.clock(), loads);
  return loads.map((load) => ({ ...load, url: lake.url + load.key }));
}

/** All rows of a file, or none: a file that breaks in its middle loads nothing. */
async function rowsOf({ lake, format }: ManyJob, { key }: LakeObject): Promise<readonly ParsedRow[]> {
  if (format.type === 'PARQUET') throw new Error('Parquet is not parsed here');
  const file = await parseFile(lake.open(key), format);
  const rows: ParsedRow[] = [];
  for await (const batch of file.batches) {
    const [bad] = batch.bad;
    if (bad) throw new UnreadableFile(bad.reason, bad.line, bad.character);
    rows.push(...batch.rows);
  }
  return rows;
}

/** The rows of all files in the table F, what is known of each file in FILES, and the view SOURCE over both. */
async function stage(
  loader: DuckDBConnection,
  { catalog, format }: ManyJob,
  files: readonly Parsed[],
  fields: number,
  startedAt: string,
): Promise<void> {
  const columns = Array.from({ length: fields }, (_, index) => `C${index}`);
  const main = (name: string): string => duckdbName(catalog, 'main', name);
  await loader.run(
    `CREATE TABLE ${main('F')} (${columns.map((column) => `${column} VARCHAR, `).join('')}ROW_NUMBER BIGINT, FILE BIGINT)`,
  );
  const appender = await loader.createAppender('F', 'main', catalog);
  const types = [...columns.map(() => VARCHAR), BIGINT, BIGINT];
  const all = files.flatMap(({ rows }, file) => rows.map((row) => ({ row, file: BigInt(file) })));
  for (let from = 0; from < all.length; from += CHUNK) {
    const slice = all.slice(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create(types, slice.length);
    chunk.setColumns([
      ...columns.map((_, index) => slice.map(({ row }) => row.fields[index] ?? null)),
      slice.map(({ row }) => BigInt(row.row)),
      slice.map(({ file }) => file),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const known = files.map(({ object: { key, modifiedAt } }, file) =>
    [file, duckdbText(key), duckdbText(contentHash(key) ?? ''), duckdbText(modifiedAt.replace('Z', ''))].join(
      ', ',
    ),
  );
  const described = known.length > 0 ? `VALUES (${known.join('), (')})` : "SELECT 0, '', '', '' LIMIT 0";
  await loader.run(
    `CREATE TABLE ${main('FILES')} AS SELECT * FROM (${described}) AS _files (FILE, FILE_KEY, CONTENT_KEY, MODIFIED_AT)`,
  );
  const metadata: Readonly<Record<(typeof METADATA)[number], string>> = {
    METADATA$FILENAME: 'FILE_KEY',
    METADATA$FILE_ROW_NUMBER: 'ROW_NUMBER',
    METADATA$FILE_CONTENT_KEY: 'CONTENT_KEY',
    METADATA$FILE_LAST_MODIFIED: 'CAST(MODIFIED_AT AS TIMESTAMP)',
    METADATA$START_SCAN_TIME: `CAST(${duckdbText(startedAt)} AS TIMESTAMP WITH TIME ZONE)`,
  };
  const shown = METADATA.map((name) => `${metadata[name]} AS ${duckdbName(name)}`);
  await loader.run(
    `CREATE VIEW ${main('SOURCE')} AS SELECT ${[...fieldColumns(format, columns), ...shown].join(', ')} ` +
      `FROM ${main('F')} JOIN ${main('FILES')} USING (FILE)`,
  );
}
