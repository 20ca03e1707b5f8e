import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { codeOf, messageOf } from '../../errors';
import { UnreadableFile } from './types';

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

async function* continued(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/**
 * The file's bytes, unpacked where its first bytes say gzip (COMPRESSION = AUTO looks at the content too, since
 * a stage's files may be named anyhow) and without a byte order mark.
 */
export async function* plainBytes(
  content: AsyncIterable<Uint8Array>,
  compression: 'AUTO' | 'GZIP' | 'NONE',
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = content[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  let done = false;
  while (head.length < 4 && !done) {
    const next = await iterator.next();
    if (next.done) done = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  if (head.length === 0) return;
  const packed = compression === 'AUTO' && MAGIC.find(([, magic]) => startsWith(head, magic));
  if (packed) throw new UnreadableFile(`${packed[0]} files are not supported on the local engine`);
  const gzip = compression === 'GZIP' || (compression === 'AUTO' && startsWith(head, [0x1f, 0x8b]));
  yield* withoutByteOrderMark(gzip ? gunzipped(continued(head, iterator)) : continued(head, iterator));
}

async function* gunzipped(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  // The pipeline hands the source's own errors on; only zlib's are a fault of the file.
  const unpacked = pipeline(Readable.from(content), createGunzip(), () => undefined);
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } catch (error: unknown) {
    if (!codeOf(error)?.startsWith('Z_')) throw error;
    throw new UnreadableFile(
      `Invalid data encountered during decompression, compression type used: 'GZIP', cause: '${messageOf(error)}'`,
    );
  }
}

async function* withoutByteOrderMark(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of content) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield startsWith(head, [0xef, 0xbb, 0xbf]) ? head.subarray(3) : head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}
