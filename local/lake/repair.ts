import { createReadStream } from 'node:fs';
import { fail } from '../../engine/errors';
import { repairedKey } from '../../engine/landing/keys';
import type { Lake } from '../../engine/landing/lake';

export interface RepairOptions {
  readonly lake: Lake;
  /** Of the object that was repaired. */
  readonly key: string;
  /** Path of its repaired content. */
  readonly file: string;
  /** Changes something; otherwise it is only told what would be. */
  readonly apply: boolean;
}

export interface Repaired {
  readonly key: string;
  readonly repairedKey: string;
  readonly bytes: number;
  /** The time of the repaired object, which the new one carries along: it decides what lies in the future. */
  readonly modifiedAt: string;
  readonly status: 'written' | 'present' | 'would write';
}

/**
 * Lays repaired content beside the object that it replaces, under a key of its own: the lake keeps both, the pipe loads
 * the new one, and silver takes each row once. Throws LH604 where there is no such object.
 */
export async function repair({ lake, key, file, apply }: RepairOptions): Promise<Repaired> {
  const original = await lake.stat(key);
  if (!original)
    return fail('LH604', `There is no ${key} in the lake: lakehouse status names the files with errors.`);
  const staged = await lake.stage(createReadStream(file, { highWaterMark: 1 << 20 }));
  const target = repairedKey(key, staged.sha256);
  if (target === undefined || target === key) {
    await staged.discard();
    return fail(
      'LH612',
      target === undefined
        ? `${key} is not where ingest or the stream put files, so no key for its repair can be told.`
        : `${file} is what ${key} holds already: nothing was repaired.`,
    );
  }
  const of = { key, repairedKey: target, bytes: staged.bytes, modifiedAt: original.modifiedAt };
  if (!apply) {
    await staged.discard();
    return { ...of, status: (await lake.stat(target)) ? 'present' : 'would write' };
  }
  const result = await staged.publish(target, new Date(original.modifiedAt));
  return { ...of, status: result === 'written' ? 'written' : 'present' };
}
