import { fail } from '../../errors';
import { identifier, literal, relationText } from '../../warehouse/identifier';
import { records } from '../../warehouse/records';
import { bronzeTable } from '../setup';
import { stagePath } from '../setup/copy';
import { datasetPrefix } from '../keys';
import type { DesiredPipe } from './desired';
import type { Query } from './observe';
import type { CatchUp } from './pipe-change';

/** A statement each: more of them is no edge. */
const MOST_FILES = 500;

/**
 * Queues what a pipe's predecessor did not load. Later than the pause that is everything; around it S3 may have told of a
 * file too late for the one and too early for the other, so the files are compared with bronze. Doing it twice is
 * harmless: a pipe queues no file that it has queued before.
 * @returns how many files were missing around the pause
 */
export async function catchUp(
  query: Query,
  pipe: DesiredPipe,
  { after, from }: CatchUp,
  database: string,
): Promise<number> {
  await query(
    `ALTER PIPE ${pipe.name} REFRESH MODIFIED_AFTER = ${literal(after.toISOString().replace('.000Z', 'Z'))}`,
  );
  const missing = await missingFiles(query, pipe, { after, from }, database);
  if (missing.length > MOST_FILES)
    fail(
      'LH616',
      `${missing.length} files of ${pipe.name} from between ${from.toISOString()} and ${after.toISOString()} are not in bronze. ` +
        'Its definition is the new one and it runs; load them with `lakehouse backfill`, then deploy again.',
    );
  for (const file of missing) await query(`ALTER PIPE ${pipe.name} REFRESH PREFIX = ${literal(file)}`);
  return missing.length;
}

/** Files of the window of which bronze has no row, as paths below the pipe's own. */
async function missingFiles(
  query: Query,
  { source }: DesiredPipe,
  { after, from }: CatchUp,
  database: string,
): Promise<readonly string[]> {
  const prefix = datasetPrefix(source.landing);
  const listed = records(await query(`LIST ${stagePath(source.landing, database)}`)).flatMap((field) => {
    const modified = Date.parse(field('last_modified'));
    const isInWindow = modified >= from.getTime() && modified <= after.getTime();
    // `s3://bucket/` and the key.
    return isInWindow ? [field('name').replace(/^[^:]+:\/\/[^/]+\//, '')] : [];
  });
  if (listed.length === 0) return [];
  const { rows } = await query(
    `SELECT DISTINCT ${identifier('_FILE')} FROM ${relationText(bronzeTable(source, database))} ` +
      `WHERE ${identifier('_FILE_MODIFIED_AT')} >= ${literal(from.toISOString().slice(0, 19).replace('T', ' '))}::TIMESTAMP_NTZ`,
  );
  const loaded = new Set(rows.map(([file]) => String(file)));
  return listed.filter((key) => !loaded.has(key)).map((key) => key.slice(prefix.length));
}
