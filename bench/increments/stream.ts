import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** The objects of a stream in the order of their delivery, with the lines of each. */
export interface Delivered {
  readonly key: string;
  readonly lines: number;
}

export interface HeldBack {
  readonly baseLines: number;
  readonly newLines: number;
  readonly newObjects: number;
  /** Lays the newest objects into the lake, as they were. */
  release(): Promise<void>;
}

/**
 * Holds back the newest part of a stream. What came after the shop had closed, late events and orders' ends alone, is
 * no usual day and is thrown away.
 */
export async function holdBack(
  lake: string,
  aside: string,
  closedDay: string,
  part: number,
): Promise<HeldBack> {
  const all: Delivered[] = [];
  const names = await readdir(lake, { recursive: true });
  for (const key of names.filter((name) => name.endsWith('.gz')).sort()) {
    if (key >= `dt=${closedDay}`) await rm(join(lake, key));
    else all.push({ key, lines: await linesOf(join(lake, key)) });
  }
  const total = all.reduce((sum, { lines }) => sum + lines, 0);
  const held: Delivered[] = [];
  let newLines = 0;
  while (newLines < (total * part) / (1 + part)) {
    const newest = all.pop();
    if (!newest) throw new Error('the stream is too short to hold something back');
    held.push(newest);
    newLines += newest.lines;
  }
  const move = async (from: string, to: string): Promise<void> => {
    for (const { key } of held) {
      await mkdir(dirname(join(to, key)), { recursive: true });
      await rename(join(from, key), join(to, key));
    }
  };
  await move(lake, aside);
  return {
    baseLines: total - newLines,
    newLines,
    newObjects: held.length,
    release: () => move(aside, lake),
  };
}

async function linesOf(path: string): Promise<number> {
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) }))
    if (line !== '') lines++;
  return lines;
}
