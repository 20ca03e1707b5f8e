import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Cell } from '../../engine/warehouse/port';

/** One file and what Snowpipe makes of it: the parser and COPY INTO on DuckDB are both held to it. */
export interface LandingCase {
  readonly name: string;
  readonly content: string;
  /** Bytes of the content. @default utf8 */
  readonly encoding?: 'latin1' | undefined;
  readonly gzip?: boolean | undefined;
  /** Bytes taken off the end. */
  readonly cut?: number | undefined;
  /** Rows as they are in the table: columns A and B, then those that were added. */
  readonly rows?: readonly (readonly Cell[])[] | undefined;
  /** METADATA$FILE_ROW_NUMBER of the rows. @default 1, 2, 3, … */
  readonly numbers?: readonly number[] | undefined;
  readonly bad?: readonly {
    readonly row: number;
    readonly line: number;
    readonly character: number;
    readonly reason: string;
    readonly raw: string;
  }[];
  /** Name and type of the columns that schema evolution adds. */
  readonly adds?: readonly (readonly [string, string])[] | undefined;
  /** Why the file loads nothing. */
  readonly file?: string | undefined;
}

export const landingCases = (format: 'csv' | 'ndjson' | 'json'): readonly LandingCase[] =>
  JSON.parse(readFileSync(join(__dirname, `../cases/landing/${format}.json`), 'utf8')) as LandingCase[];

export function bytesOf({ content, encoding, gzip, cut = 0 }: LandingCase): Buffer {
  const plain = Buffer.from(content, encoding ?? 'utf8');
  const packed = gzip ? gzipSync(plain) : plain;
  return packed.subarray(0, packed.length - cut);
}

/** The bytes in pieces, so that nothing depends on where a chunk ends. */
export async function* inChunks(
  bytes: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
