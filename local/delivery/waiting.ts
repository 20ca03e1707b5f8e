import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../engine/errors';
import { parseName, readFrames } from './segment';

/** What a delivery has accepted and not brought into the lake yet. */
export interface Waiting {
  readonly records: number;
  /** When the newest of them arrived, ISO 8601. */
  readonly newest: string;
}

/** Reads the write-ahead files of all processes, those that were killed too. Changes nothing. */
export async function waitingIn(spool: string): Promise<Waiting | undefined> {
  let records = 0;
  let newest = Number.NEGATIVE_INFINITY;
  for (const name of await unlessGone(readdir(spool))) {
    if (!parseName(name)) continue;
    for (const frame of await unlessGone(readFrames(join(spool, name)))) {
      records += frame.records;
      newest = Math.max(newest, frame.newest);
    }
  }
  return records === 0 ? undefined : { records, newest: new Date(newest).toISOString() };
}

/** A folder that no delivery has made yet, or a file whose lines have come into the lake meanwhile. */
async function unlessGone<T>(found: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await found;
  } catch (e: unknown) {
    if (codeOf(e) === 'ENOENT') return [];
    throw e;
  }
}
