import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../engine/errors';
import type { FullBuffer } from './object';
import { parseName, readFrames, type Writer } from './segment';

/**
 * The buffers that processes left which are no more, oldest first. The caller delivers each; its file goes when the
 * next one is asked for.
 */
export async function* leftBehind(
  folder: string,
  self: Writer,
  deliveredAt: (buffer: Pick<FullBuffer, 'time' | 'oldest'>) => number,
): AsyncGenerator<FullBuffer, void, undefined> {
  for (const name of (await readdir(folder)).sort()) {
    const parsed = parseName(name);
    if (!parsed || isRunning(parsed.writer, self)) continue;
    const path = join(folder, name);
    const frames = await readFrames(path).catch((e: unknown) => {
      // Another process starts at the same time and was faster.
      if (codeOf(e) === 'ENOENT') return [];
      throw e;
    });
    const [first] = frames;
    if (first) {
      const { time, id } = parsed;
      const { oldest } = first;
      const lines = frames.map((frame) => frame.lines);
      yield { time, id, oldest, deliveredAt: deliveredAt({ time, oldest }), lines };
    }
    await rm(path, { force: true });
  }
}

function isRunning(writer: Writer, self: Writer): boolean {
  if (writer.pid === self.pid) return writer.startedAt === self.startedAt;
  try {
    return process.kill(writer.pid, 0);
  } catch (e: unknown) {
    return codeOf(e) === 'EPERM';
  }
}
