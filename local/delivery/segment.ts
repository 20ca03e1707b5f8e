import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Some lines that were accepted together. */
export interface Frame {
  /** When the oldest and the newest of them arrived, epoch ms. */
  readonly oldest: number;
  readonly newest: number;
  readonly records: number;
  /** Each with its line break. */
  readonly lines: Buffer;
}

/** Whether arrivals are told by the sender, who makes a history, or by the clock. */
export type Time = 'history' | 'live';

/** The process that writes a segment: its id alone may come again, in a container it always does. */
export interface Writer {
  readonly pid: number;
  /** When it started, epoch ms. */
  readonly startedAt: number;
}

const NAME = /^(live|history)-(\d+)-(\d+)-([0-9a-f-]{36})\.spool$/;

/** What a segment's file name tells: whose it is shows whether it was left behind. */
export function parseName(name: string): { time: Time; writer: Writer; id: string } | undefined {
  const [, time, pid, startedAt, id] = NAME.exec(name) ?? [];
  if (id === undefined) return undefined;
  const writer = { pid: Number(pid), startedAt: Number(startedAt) };
  return { time: time === 'live' ? 'live' : 'history', writer, id };
}

/**
 * The write-ahead file of one object of the lake to be: what it holds is not lost when the process or the machine ends.
 * Each frame has a head with its length and checksum, so that one that was torn is told from one that was accepted.
 */
export class Segment {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Bytes of whole frames. */
  #length = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(folder: string, time: Time, writer: Writer, id: string): Promise<Segment> {
    const path = join(folder, `${time}-${writer.pid}-${writer.startedAt}-${id}.spool`);
    const segment = new Segment(path, await open(path, 'ax', 0o600));
    await syncFolder(folder);
    return segment;
  }

  /** On the disk when this returns. */
  async append({ oldest, newest, records, lines }: Frame): Promise<void> {
    const head = { oldest, newest, records, bytes: lines.length, crc: crc32(lines) };
    const frame = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), lines]);
    try {
      await this.#file.appendFile(frame);
      await this.#file.datasync();
    } catch (e: unknown) {
      // Whoever reads the file stops at a torn frame: none may stand before one that is accepted later.
      await this.#file.truncate(this.#length);
      throw e;
    }
    this.#length += frame.length;
  }

  /** Once its object is in the lake. */
  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }
}

/** The whole frames of a file. What follows the last whole one was never accepted: its sender got no answer. */
export async function readFrames(path: string): Promise<readonly Frame[]> {
  const content = await readFile(path);
  const frames: Frame[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0x0a, at);
    const head = end < 0 ? undefined : parseHead(content.toString('utf8', at, end));
    if (!head) break;
    const lines = content.subarray(end + 1, end + 1 + head.bytes);
    if (lines.length !== head.bytes || crc32(lines) !== head.crc) break;
    frames.push({ oldest: head.oldest, newest: head.newest, records: head.records, lines });
    at = end + 1 + head.bytes;
  }
  return frames;
}

interface Head {
  readonly oldest: number;
  readonly newest: number;
  readonly records: number;
  readonly bytes: number;
  readonly crc: number;
}

function parseHead(text: string): Head | undefined {
  try {
    return JSON.parse(text) as Head;
  } catch {
    return undefined;
  }
}

/** The file's name is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
