import { fail } from '../../../errors';
import type { FileFormat } from '../../../landing/file-format';
import { contentHash } from '../../../landing/keys';
import type { Lake, LakeObject } from '../../../landing/lake';
import { UnreadableFile, type BadRow } from '../../../landing/parse';
import { relationText } from '../../identifier';
import type { Connection } from '../connection';
import { duckdbName } from '../connection';
import type { Database } from '../database';
import * as history from './history';
import { insertMatched, matches, misfits, type FileMetadata } from './insert-rows';
import { required } from './objects';
import { stageFile, type StagedFile } from './staged-file';
import type { CopyStatement, FormatReference, StageLocation } from './statement';
import { evolve, targetTable, type TargetTable } from './target-table';
import { createSource, insertTransformed, transformation, type Transformation } from './transform-rows';

/** What came of one file. */
export interface CopiedFile extends history.FileLoad {
  readonly url: string;
}

export const lakeOf = (database: Database): Lake =>
  database.lake ?? fail('LH551', 'This warehouse was opened without a lake: stages point to nothing.');

/** The lake's prefix of a place in a stage. */
export async function lakePrefix(
  connection: Connection,
  lake: Lake,
  { stage, path }: StageLocation,
): Promise<string> {
  const { url } = await required(connection, 'stage', stage);
  if (!url.startsWith(lake.url)) {
    fail('LH551', `Stage ${relationText(stage)} is at ${url}, which is not in the lake at ${lake.url}.`);
  }
  return url.slice(lake.url.length) + path;
}

export async function resolveFormat(connection: Connection, format: FormatReference): Promise<FileFormat> {
  return 'name' in format ? required(connection, 'file format', format.name) : format.format;
}

async function filesToLoad(
  connection: Connection,
  lake: Lake,
  copy: CopyStatement,
  prefix: string,
): Promise<readonly LakeObject[]> {
  const loaded = copy.force ? new Set<string>() : await history.loadedKeys(connection, copy.target);
  const objects: LakeObject[] = [];
  if (copy.files) {
    for (const file of copy.files) {
      const key = prefix + file;
      const object = await lake.stat(key);
      if (!object) fail('LH502', `Remote file '${lake.url}${key}' was not found.`);
      objects.push(object);
    }
  } else {
    for await (const object of lake.list(prefix)) objects.push(object);
  }
  return objects.filter(({ key }) => !loaded.has(key));
}

/** Loads the files that are not in the table yet, all of them or, where a file may not fail, none. */
export async function copyInto(
  copy: CopyStatement,
  connection: Connection,
  database: Database,
): Promise<{ readonly jobId: string; readonly files: readonly CopiedFile[] }> {
  const lake = lakeOf(database);
  const jobId = database.newId();
  const files = await connection.atomically(async () => {
    const prefix = await lakePrefix(connection, lake, copy.from);
    const format = await resolveFormat(connection, copy.format);
    supported(copy, format);
    const objects = await filesToLoad(connection, lake, copy, prefix);
    await history.beginJob(connection, copy.target);
    const done: CopiedFile[] = [];
    for (const [index, object] of objects.entries()) {
      const catalog = `STAGING_${jobId.replaceAll('-', '_')}_${index}`.toUpperCase();
      done.push(await copyFile({ copy, connection, database, lake, format, object, catalog, jobId }));
    }
    return done;
  });
  return { jobId, files };
}

function supported(copy: CopyStatement, format: FileFormat): void {
  if (copy.select !== undefined) return;
  const byName = format.type === 'PARQUET' || (format.type === 'CSV' && format.parseHeader);
  if (!byName || !copy.matchByColumnName) {
    fail(
      'LH501',
      'COPY INTO by position (without PARSE_HEADER and MATCH_BY_COLUMN_NAME) is not supported on the local engine.',
    );
  }
  if (format.type === 'CSV' && format.errorOnColumnCountMismatch) {
    fail('LH501', 'ERROR_ON_COLUMN_COUNT_MISMATCH = TRUE is not supported on the local engine.');
  }
}

interface FileJob {
  readonly copy: CopyStatement;
  readonly connection: Connection;
  readonly database: Database;
  readonly lake: Lake;
  readonly format: FileFormat;
  readonly object: LakeObject;
  readonly catalog: string;
  readonly jobId: string;
}

async function copyFile(job: FileJob): Promise<CopiedFile> {
  const { copy, connection, database, lake, format, object, catalog } = job;
  const loader = await database.connect();
  await loader.run(`ATTACH ':memory:' AS ${duckdbName(catalog)}`);
  try {
    const file: FileMetadata = {
      key: object.key,
      contentKey: contentHash(object.key) ?? '',
      modifiedAt: object.modifiedAt,
      scanStartedAt: database.clock().toISOString(),
    };
    const content = { open: () => lake.open(object.key), path: lake.localPath?.(object.key) };
    const transform = copy.select === undefined ? undefined : transformation(copy.select);
    const load = await stageFile(loader, catalog, content, format, transform?.fields ?? 0).then(
      async (staged) => {
        // Before the transaction of the load first looks: it does not see what is made afterwards.
        if (transform) await createSource(loader, catalog, staged, format, file);
        return loadRows(job, staged, transform, file);
      },
      (error: unknown) => {
        if (error instanceof UnreadableFile) return unreadable(job, error);
        throw error;
      },
    );
    await history.recordLoad(connection, copy.target, job.jobId, database.clock(), load);
    return { ...load, url: lake.url + object.key };
  } finally {
    // Readers of an open transaction keep the detached database alive until they end.
    await loader.run(`DETACH ${duckdbName(catalog)}`);
    loader.closeSync();
  }
}

const described = ({ copy, object }: FileJob): Pick<history.FileLoad, 'key' | 'stage' | 'bytes'> => ({
  key: object.key,
  stage: relationText(copy.from.stage),
  bytes: object.bytes,
});

function unreadable(job: FileJob, error: UnreadableFile): history.FileLoad {
  abortOn(job, error.reason, error.line);
  return {
    ...described(job),
    status: 'LOAD_FAILED',
    parsed: 0,
    loaded: 0,
    errorCount: 1,
    first: { message: error.reason, line: error.line, character: error.character, column: undefined },
  };
}

function abortOn({ copy, object, lake }: FileJob, message: string, line: number): void {
  if (copy.onError !== 'ABORT_STATEMENT') return;
  fail('LH502', `${message}\n  File '${lake.url}${object.key}', line ${line}`);
}

/** `"TABLE"["COLUMN":3]`, as Snowflake names a column in an error. */
function columnLabel(table: TargetTable, name: string | undefined): string {
  const index = table.columns.findIndex((column) => column.name.toUpperCase() === name?.toUpperCase());
  const column = table.columns[index];
  return column ? `"${table.name.name}"["${column.name}":${index + 1}]` : `"${table.name.name}"`;
}

const asLoadError = (table: TargetTable, staged: StagedFile, bad: BadRow): history.LoadError => ({
  error: bad.reason,
  line: bad.line,
  character: bad.character,
  column: columnLabel(table, staged.columns[bad.field]?.name),
  row: bad.row,
  rejected: bad.raw,
});

async function loadRows(
  job: FileJob,
  staged: StagedFile,
  transform: Transformation | undefined,
  file: FileMetadata,
): Promise<history.FileLoad> {
  const { copy, connection, database, object, catalog } = job;
  const known = await targetTable(connection, copy.target);
  const table =
    known.evolves && copy.matchByColumnName && staged.rows > 0
      ? await evolve(connection, known, staged)
      : known;
  const unfit = copy.matchByColumnName ? await misfits(connection, staged, matches(staged, table, copy)) : [];
  const errors = [
    ...staged.bad.map((bad) => asLoadError(table, staged, bad)),
    ...unfit.map((error) => ({ ...error, column: columnLabel(table, error.column) })),
  ].sort((one, other) => one.row - other.row);
  const first = errors[0];
  if (first) abortOn(job, first.error, first.line);
  const skipped = errors.length > 0 && copy.onError === 'SKIP_FILE';
  let loaded = 0;
  if (!skipped && staged.rows > 0) {
    loaded = transform
      ? await insertTransformed(connection, database, copy, transform, catalog)
      : await insertMatched(connection, copy, table, staged, file);
    if (table.hasCommitTime && transform) connection.wrote(table.text);
  }
  await history.recordErrors(connection, copy.target, job.jobId, object.key, errors);
  return {
    ...described(job),
    status:
      skipped || (errors.length > 0 && loaded === 0)
        ? 'LOAD_FAILED'
        : errors.length > 0
          ? 'PARTIALLY_LOADED'
          : 'LOADED',
    parsed: staged.rows + staged.bad.length,
    loaded,
    errorCount: errors.length,
    first: first && {
      message: first.error,
      line: first.line,
      character: first.character,
      column: first.column,
    },
  };
}
