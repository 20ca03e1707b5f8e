import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Lake } from '../../engine/landing/lake';
import { streamObjectKey } from '../../engine/stream/object-key';
import type { Time } from './segment';

const compress = promisify(gzip);

/** Level 3 takes half the time of the default and leaves an eighth more. */
const LEVEL = 3;

/** A full buffer: the content of one object of the lake. */
export interface FullBuffer {
  readonly time: Time;
  /** Of the live buffer: a UUID. */
  readonly id: string;
  readonly oldest: number;
  readonly deliveredAt: number;
  readonly lines: readonly Buffer[];
}

export interface Destination {
  readonly lake: Lake;
  readonly prefix: string;
  readonly stream: string;
}

/**
 * Brings a buffer into the lake. The same buffer has the same key whenever it is tried again, so that a crash between
 * its publication and the end of its write-ahead file doubles nothing; a history that is made again meets its own
 * objects, since their names come from their content.
 */
export async function deliver(buffer: FullBuffer, { lake, prefix, stream }: Destination): Promise<Delivered> {
  const { time, lines, deliveredAt } = buffer;
  const oldest = new Date(buffer.oldest);
  const id = time === 'live' ? buffer.id : contentId(lines);
  const key = streamObjectKey({ prefix, stream, oldest, id });
  const packed = await compress(Buffer.concat(lines), { level: LEVEL });
  const staged = await lake.stage(once(packed));
  const modifiedAt = time === 'history' ? new Date(deliveredAt) : undefined;
  const result = await staged.publish(key, modifiedAt);
  return { key, bytes: staged.bytes, result };
}

export interface Delivered {
  readonly key: string;
  readonly bytes: number;
  /** `exists`: the lake had it already. */
  readonly result: 'written' | 'exists';
}

/** A UUID of version 8 (RFC 9562) from the content's hash. */
function contentId(lines: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of lines) hash.update(part);
  const bytes = hash.digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
