import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../engine/errors';
import type { Lake } from '../../engine/landing/lake';
import { directoryLake } from '../lake/directory';
import type { BucketRecord } from './bucket-record';
import type { HomeLayout } from './layout';

export interface LakeOptions {
  /** `s3://bucket[/folder]`. */
  readonly lake?: string | undefined;
  /** URL of a store that is not S3 itself. */
  readonly endpoint?: string | undefined;
}

const recordOf = ({ home }: HomeLayout): string => join(home, 'lake.json');

/** Holds a home to the lake of its first command: its ledger speaks of that lake's keys. Throws LH610. */
export function chooseLake(layout: HomeLayout, { lake, endpoint }: LakeOptions): void {
  if (lake === undefined) {
    if (endpoint !== undefined) fail('LH101', '--endpoint belongs to --lake s3://…');
    return;
  }
  const wanted: BucketRecord = {
    url: bucketUrl(lake),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const chosen = recorded(layout);
  if (chosen?.url === wanted.url && chosen.endpoint === wanted.endpoint) return;
  if (chosen ?? existsSync(layout.database)) {
    const now = chosen ? [chosen.url, chosen.endpoint].filter(Boolean).join(' at ') : layout.lake;
    fail(
      'LH610',
      `The lakehouse in ${layout.home} keeps its files in ${now}. For ${wanted.url} give another --home.`,
    );
  }
  const path = recordOf(layout);
  writeFileSync(`${path}.new`, `${JSON.stringify(wanted, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

function bucketUrl(lake: string): string {
  const found = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/.exec(lake);
  if (!found) return fail('LH101', `--lake takes s3://bucket or s3://bucket/folder, not "${lake}".`);
  return lake.endsWith('/') ? lake : `${lake}/`;
}

function recorded(layout: HomeLayout): BucketRecord | undefined {
  const path = recordOf(layout);
  if (!existsSync(path)) return undefined;
  // Loaded where there is one: what checks it takes longer to load than all else that a query needs.
  const { readBucketRecord } = require('./bucket-record') as typeof import('./bucket-record');
  return readBucketRecord(path);
}

/** The lake of a home: its own directory, or the bucket that was chosen for it. */
export function openLake(layout: HomeLayout): Lake {
  const chosen = recorded(layout);
  if (!chosen) return directoryLake({ root: layout.lake });
  const { hostname: bucket, pathname } = new URL(chosen.url);
  // Loaded where there is a bucket: the AWS SDK takes a moment.
  const { s3Lake } = require('../../engine/landing/s3') as typeof import('../../engine/landing/s3');
  return s3Lake({
    bucket,
    prefix: decodeURIComponent(pathname.slice(1)),
    endpoint: chosen.endpoint,
    spool: join(layout.home, 'spool'),
  });
}
