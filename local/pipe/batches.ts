import type { LakeObject } from '../../engine/landing/lake';
import type { LandedSource } from '../../engine/landing/setup';

/** A stream delivers many small objects: so many of them, and so many bytes, are loaded by one COPY and one commit. */
const FILES = 200;
const BYTES = 16 * 2 ** 20;

/**
 * Files in the order given, cut into loads. CSV and Parquet go one by one: their rejected rows are told by the file, and
 * a batch is one extract, not a stream.
 */
export function* batches(
  { landing }: LandedSource,
  files: readonly LakeObject[],
): Generator<readonly LakeObject[]> {
  const together = landing.format === 'ndjson' || landing.format === 'json';
  let batch: LakeObject[] = [];
  let bytes = 0;
  for (const file of files) {
    const full = !together || batch.length >= FILES || bytes + file.bytes > BYTES;
    if (batch.length > 0 && full) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.bytes;
  }
  if (batch.length > 0) yield batch;
}
