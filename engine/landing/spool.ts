import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors';

/** Content in a file of this machine, until its hash and so its key are known. */
export interface Spooled {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

const DAY_MS = 86_400_000;

/** Copies a stream into a new file of the folder, onto the disk, and hashes it on the way. A stream that breaks leaves nothing. */
export async function spool(folder: string, content: AsyncIterable<Uint8Array>, now: Date): Promise<Spooled> {
  await mkdir(folder, { recursive: true });
  await dropAbandoned(folder, now);
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } catch (error: unknown) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** What a process left that ended before it published: nobody copies one file for a day. */
async function dropAbandoned(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    // Of the inode: objects of a history bear modification times of their own.
    if (found && now.getTime() - found.ctimeMs > DAY_MS) await rm(path, { force: true });
  }
}
