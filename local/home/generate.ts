import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GeneratedFile } from '../../engine/generator';

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
}

const PIECE = 1 << 16;

/** Larger pieces of the same text: a write for every cell would take most of the time. */
function* pieces(chunks: Iterable<string>): Generator<string> {
  let piece = '';
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Writes generated files below a folder, piece by piece, so that any size fits into memory. */
export async function writeGenerated(
  files: readonly GeneratedFile[],
  folder: string,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const { path, chunks } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const stream = createWriteStream(target);
    await pipeline(Readable.from(pieces(chunks)), stream);
    written.push({ path: target, bytes: stream.bytesWritten });
  }
  return written;
}
