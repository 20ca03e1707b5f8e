import { rm } from 'node:fs/promises';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { fail } from '../../errors';
import { allowedKey } from '../keys';
import type { Lake, LakeObject, StagedObject } from '../lake';
import { spool, type Spooled } from '../spool';
import { isMissing, storeFailed } from './errors';
import { upload, type Bucket } from './upload';

export interface S3LakeOptions {
  readonly bucket: string;
  /** Folder of the bucket that is the lake: empty, or ends in `/`. @default '' */
  readonly prefix?: string | undefined;
  /** Of a store that is not S3 itself: MinIO, an emulator. Buckets are then part of the path. */
  readonly endpoint?: string | undefined;
  /** @default AWS_REGION, else us-east-1 with an endpoint of one's own */
  readonly region?: string | undefined;
  /** Where content waits until its hash, and so its key, is known. */
  readonly spool: string;
  /** Says what was abandoned long ago. @default the machine's */
  readonly clock?: (() => Date) | undefined;
}

/** How often a download that breaks goes on where it was. */
const ATTEMPTS = 4;

/**
 * The lake in a bucket. Credentials are found as the AWS SDK finds them (environment, profile, role).
 *
 * Objects are written with `If-None-Match: *`, so that a key never changes its content, and with their SHA-256, which
 * the store checks: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * A store that ignores the condition (some do for uploads in parts) is asked first whether the key is there, which
 * leaves a moment for a race.
 */
export function s3Lake(options: S3LakeOptions): Lake {
  const { bucket, prefix = '', endpoint, clock = () => new Date() } = options;
  const region = options.region ?? (endpoint === undefined ? undefined : 'us-east-1');
  const client = new S3Client({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Our own checksums are sent where they matter; others' stores do not all know the SDK's default ones.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at: Bucket = { client, bucket };
  const full = (key: string): string => `${prefix}${allowedKey(key)}`;

  return {
    url: `s3://${bucket}/${prefix}`,

    async *list(keyPrefix) {
      let token: string | undefined;
      do {
        const page = await client
          .send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: `${prefix}${keyPrefix}`,
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
          )
          .catch((error: unknown) => storeFailed(`list s3://${bucket}/${prefix}${keyPrefix}`, error));
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key === undefined || Key.endsWith('/')) continue;
          yield object(Key.slice(prefix.length), Size, LastModified);
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },

    async stat(key) {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: full(key) }));
        return object(key, head.ContentLength, head.LastModified);
      } catch (error: unknown) {
        if (isMissing(error)) return undefined;
        return storeFailed(`read s3://${bucket}/${full(key)}`, error);
      }
    },

    open: (key) => download(at, full(key)),
    stage: async (content) => staged(await spool(options.spool, content, clock()), at, full),
  };
}

const object = (key: string, bytes: number | undefined, modified: Date | undefined): LakeObject => ({
  key,
  bytes: bytes ?? 0,
  modifiedAt: (modified ?? new Date(0)).toISOString(),
});

/** The object's bytes; a connection that breaks is taken up where it broke, on the very same version. */
async function* download({ client, bucket }: Bucket, key: string): AsyncGenerator<Uint8Array> {
  let received = 0;
  let version: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    let answer: GetObjectCommandOutput;
    try {
      answer = await client.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ...(received > 0 ? { Range: `bytes=${received}-` } : {}),
          ...(version === undefined ? {} : { IfMatch: version }),
        }),
      );
    } catch (error: unknown) {
      if (isMissing(error)) return fail('LH604', `There is no s3://${bucket}/${key} in the lake.`);
      return storeFailed(`read s3://${bucket}/${key}`, error);
    }
    version = answer.ETag;
    const total = received + (answer.ContentLength ?? 0);
    try {
      for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) {
        received += chunk.length;
        yield chunk;
      }
      if (received >= total) return;
      throw new Error(`the connection ended after ${received} of ${total} bytes`);
    } catch (error: unknown) {
      if (attempt >= ATTEMPTS) return storeFailed(`read s3://${bucket}/${key}`, error);
    }
  }
}

/** The key depends on the hash of the content, so the content waits on this machine until all of it was seen. */
const staged = (file: Spooled, at: Bucket, full: (key: string) => string): StagedObject => ({
  sha256: file.sha256,
  bytes: file.bytes,
  async publish(key) {
    const result = await upload(at, full(key), file);
    await rm(file.path, { force: true });
    return result;
  },
  discard: () => rm(file.path, { force: true }),
});
