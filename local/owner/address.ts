import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../engine/errors';

/** The part of the operating system that an address depends on. */
export interface Platform {
  readonly os: NodeJS.Platform;
  /** Of the user, where the system has such ids. */
  readonly uid: number | undefined;
  /** A short-lived folder of the machine: XDG_RUNTIME_DIR, else the temporary folder. */
  readonly runtimeDirectory: string;
}

/**
 * Bytes that every system takes in a Unix socket's path: macOS has 104 with the final zero, Linux 108
 * (unix(4), unix(7)). That is why the socket does not simply lie in the home.
 */
const LONGEST = 103;

/** Where the owner of a home listens. `home` is its real path, so that two spellings of it share one owner. */
export function ownerAddress(home: string, platform: Platform): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (platform.os === 'win32') return `\\\\.\\pipe\\lakehouse-${name}`;
  const folder = `lakehouse-${platform.uid ?? 'user'}`;
  const address = join(platform.runtimeDirectory, folder, `${name}.sock`);
  return Buffer.byteLength(address) <= LONGEST ? address : join('/tmp', folder, `${name}.sock`);
}

/** Makes the socket's folder, for the user alone; refuses one that somebody else could have laid out. */
export function privateFolder(folder: string, platform: Platform): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const mine = platform.uid === undefined || found.uid === platform.uid;
  if (found.isDirectory() && mine && (found.mode & 0o077) === 0) return;
  fail(
    'LH802',
    `The folder ${folder} is to hold the socket of the local database and is not private to you. Remove it, or run chmod 700 on it if it is yours.`,
  );
}
