import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readOwnerRecord } from '../../../local/owner/record';

/** Homes of a test file. `remove` ends their owners, by the ids that they wrote down themselves. */
export function temporaryHomes() {
  const made: string[] = [];
  const make = (): string => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'lh-home-')));
    made.push(home);
    return home;
  };
  return {
    make,
    /** Of a home that has no owner: a database that is open is not copied whole. */
    copyOf(other: string): string {
      const home = make();
      cpSync(other, home, { recursive: true });
      return home;
    },
    async remove(): Promise<void> {
      for (const home of made.splice(0)) {
        await stopOwner(home);
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
}

export async function stopOwner(home: string): Promise<void> {
  const owner = ownerOf(home);
  if (owner !== undefined && isAlive(owner)) process.kill(owner, 'SIGTERM');
  await until(() => owner === undefined || !isAlive(owner));
}

/** Process id of a home's owner. */
export const ownerOf = (home: string): number | undefined => readOwnerRecord(join(home, 'owner.json'))?.pid;

export function isAlive(pid: number): boolean {
  // A killed process whose parent has not asked after it yet still takes signals.
  if (existsSync(`/proc/${pid}/stat`)) return !isZombie(pid);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** Waits for something that happens elsewhere; the test's own time limit is the limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
