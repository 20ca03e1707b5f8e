import { fail } from '../../../errors';
import type { FileFormat } from '../../../landing/file-format';
import type { Lake, LakeObject } from '../../../landing/lake';
import { relationText } from '../../identifier';
import type { Connection } from '../connection';
import type { Database } from '../database';
import { copyFile, type CopiedFile } from './copy-file';
import { copySmallFiles, SMALL_BYTES } from './copy-small';
import { beginJob, loadedKeys } from './history';
import { required } from './objects';
import type { CopyStatement, FormatReference, StageLocation } from './statement';
import { transformation } from './transform-rows';

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
  const loaded = copy.force ? new Set<string>() : await loadedKeys(connection, copy.target);
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
    await beginJob(connection, copy.target);
    const name = (part: number): string => `STAGING_${jobId.replaceAll('-', '_')}_${part}`.toUpperCase();
    const job = { copy, connection, database, lake, format, jobId };
    const { small, large } = bySize(copy, format, objects);
    const done = new Map<string, CopiedFile>();
    for (const [index, object] of large.entries())
      done.set(object.key, await copyFile({ ...job, object, catalog: name(index) }));
    if (small.length > 0 && copy.select !== undefined) {
      const transform = transformation(copy.select);
      for (const file of await copySmallFiles(
        { ...job, objects: small, catalog: name(large.length) },
        transform,
      ))
        done.set(file.key, file);
    }
    return objects.flatMap(({ key }) => done.get(key) ?? []);
  });
  return { jobId, files };
}

/** Small files of a transforming load go together; where one may stop the whole, each goes by itself. */
function bySize(
  copy: CopyStatement,
  format: FileFormat,
  objects: readonly LakeObject[],
): { readonly small: readonly LakeObject[]; readonly large: readonly LakeObject[] } {
  const together =
    copy.select !== undefined && copy.onError !== 'ABORT_STATEMENT' && format.type !== 'PARQUET';
  const isSmall = ({ bytes }: LakeObject): boolean => together && bytes <= SMALL_BYTES;
  return { small: objects.filter(isSmall), large: objects.filter((object) => !isSmall(object)) };
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
