import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Spooled } from '../spool';
import { isHidden, isMissing, isRace, isTaken, isUnknown, storeFailed } from './errors';

export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

const MiB = 1 << 20;
/** Larger objects go up in parts, which can be taken up again after a crash. */
const SINGLE = 8 * MiB;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: 10,000 parts of 5 MiB or more. */
const MOST_PARTS = 10_000;
const AT_ONCE = 4;
const ATTEMPTS = 3;

/** Puts a file under a key that must not be there yet. */
export async function upload(at: Bucket, key: string, file: Spooled): Promise<'written' | 'exists'> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (await exists(at, key)) return 'exists';
      if (file.bytes <= SINGLE) await whole(at, key, file);
      else await inParts(at, key, file);
      return 'written';
    } catch (error: unknown) {
      if (isTaken(error)) return 'exists';
      if (!isRace(error) || attempt >= ATTEMPTS) return storeFailed(`write s3://${at.bucket}/${key}`, error);
    }
  }
}

/** Who may only write is not told: the write itself has the condition, and what is wrong with it comes out there. */
async function exists({ client, bucket }: Bucket, key: string): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error: unknown) {
    if (isMissing(error) || isHidden(error)) return false;
    throw error;
  }
}

async function whole(
  { client, bucket }: Bucket,
  key: string,
  { path, bytes, sha256 }: Spooled,
): Promise<void> {
  const file = await open(path, 'r');
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await read(file, 0, bytes),
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        IfNoneMatch: '*',
      }),
    );
  } finally {
    await file.close();
  }
}

/** An upload of the same key that a crash left is gone on with: parts that are there, with the same content, stay. */
async function inParts(at: Bucket, key: string, { path, bytes }: Spooled): Promise<void> {
  const { client, bucket } = at;
  const of = { Bucket: bucket, Key: key };
  const size = Math.max(SINGLE, Math.ceil(bytes / MOST_PARTS));
  const count = Math.ceil(bytes / size);
  const begun = await unfinished(at, key);
  const UploadId =
    begun ??
    (await client.send(new CreateMultipartUploadCommand({ ...of, ChecksumAlgorithm: 'SHA256' }))).UploadId;
  const there = begun === undefined ? new Map<number, CompletedPart>() : await partsOf(at, key, begun);
  const parts: CompletedPart[] = [];
  const file = await open(path, 'r');
  try {
    let next = 1;
    const worker = async (): Promise<void> => {
      for (let number = next++; number <= count; number = next++) {
        const body = await read(file, (number - 1) * size, Math.min(size, bytes - (number - 1) * size));
        const ChecksumSHA256 = createHash('sha256').update(body).digest('base64');
        const kept = there.get(number);
        if (kept?.ChecksumSHA256 === ChecksumSHA256) parts.push(kept);
        else {
          const part = { ...of, UploadId, PartNumber: number, Body: body, ChecksumSHA256 };
          const { ETag } = await client.send(new UploadPartCommand(part));
          parts.push({ PartNumber: number, ETag, ChecksumSHA256 });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  } finally {
    await file.close();
  }
  const Parts = parts.sort((one, other) => (one.PartNumber ?? 0) - (other.PartNumber ?? 0));
  await client.send(
    new CompleteMultipartUploadCommand({ ...of, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' }),
  );
}

/** The id of an upload of this very key that was begun and not completed; a store that cannot tell has none. */
async function unfinished({ client, bucket }: Bucket, key: string): Promise<string | undefined> {
  try {
    const asked = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key });
    const { Uploads = [] } = await client.send(asked);
    return Uploads.find((one) => one.Key === key)?.UploadId;
  } catch (error: unknown) {
    if (isUnknown(error)) return undefined;
    throw error;
  }
}

async function partsOf(
  { client, bucket }: Bucket,
  key: string,
  UploadId: string,
): Promise<Map<number, CompletedPart>> {
  const found = new Map<number, CompletedPart>();
  let marker: string | undefined;
  do {
    const page = await client.send(
      new ListPartsCommand({ Bucket: bucket, Key: key, UploadId, PartNumberMarker: marker }),
    );
    for (const { PartNumber, ETag, ChecksumSHA256 } of page.Parts ?? [])
      if (PartNumber !== undefined) found.set(PartNumber, { PartNumber, ETag, ChecksumSHA256 });
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return found;
}

async function read(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error(`the spooled file ended after ${position + bytesRead} bytes`);
  return buffer;
}
