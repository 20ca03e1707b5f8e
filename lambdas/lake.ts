import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lake } from '../engine/landing/lake';
import { s3Lake } from '../engine/landing/s3';
import type { Environment } from './environment';

/** The lake's bucket, at another store's address where the environment names one for the AWS SDK. */
export const openLake = (bucket: string, env: Environment): Lake =>
  s3Lake({
    bucket,
    region: env['AWS_REGION'],
    endpoint: env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'],
    spool: join(tmpdir(), 'spool'),
  });
