import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../../errors';
import type { FileFormat } from '../../../landing/file-format';
import { contentHash } from '../../../landing/keys';
import type { Lake, LakeObject } from '../../../landing/lake';
import { UnreadableFile, type BadRow } from '../../../landing/parse';
import { relationText } from '../../identifier';
import { duckdbName, type Connection } from '../connection';
import type { Database } from '../database';
import * as history from './history';
import { insertMatched, matches, misfits, type FileMetadata } from './insert-rows';
import { stageFile, type StagedFile } from './staged-file';
import type { CopyStatement } from './statement';
import { evolve, targetTable, type TargetTable } from './target-table';
import { createSource, insertTransformed, transformation, type Transformation } from './transform-rows';

/** What came of one file. */
export interface CopiedFile extends history.FileLoad {
  readonly url: string;
}

export interface FileJob {
  readonly copy: CopyStatement;
  readonly connection: Connection;
  readonly database: Database;
  readonly lake: Lake;
  readonly format: FileFormat;
  readonly object: LakeObject;
  readonly catalog: string;
  readonly jobId: string;
}

/** Loads one file in the transaction of the connection. */
export async function copyFile(job: FileJob): Promise<CopiedFile> {
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
    const content = {
      open: () => lake.open(object.key),
      path: lake.localPath?.(object.key),
      spool: join(database.tempDirectory ?? tmpdir(), 'lakehouse-files'),
    };
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
    await history.recordLoads(connection, copy.target, job.jobId, database.clock(), [load]);
    return { ...load, url: lake.url + object.key };
  } finally {
    // Readers of an open transaction keep the detached database alive until they end.
    await loader.run(`DETACH ${duckdbName(catalog)}`);
    loader.closeSync();
  }
}

export const described = ({
  copy,
  object,
}: Pick<FileJob, 'copy' | 'object'>): Pick<history.FileLoad, 'key' | 'stage' | 'bytes'> => ({
  key: object.key,
  stage: relationText(copy.from.stage),
  bytes: object.bytes,
});

export function unreadable(
  job: Pick<FileJob, 'copy' | 'object' | 'lake'>,
  error: UnreadableFile,
): history.FileLoad {
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

function abortOn(
  { copy, object, lake }: Pick<FileJob, 'copy' | 'object' | 'lake'>,
  message: string,
  line: number,
): void {
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
      ? await insertTransformed(connection, database, copy, table, transform, catalog)
      : await insertMatched(connection, copy, table, staged, file);
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
