import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { homeLayout } from '../../local/home/layout';
import { readOwnerRecord } from '../../local/owner/record';
import { isAlive, start } from '../lakehouse/command';

export type Victim = 'the command' | 'the owner' | 'both';

/** SIGKILL to this process and no other. */
function kill(pid: number | undefined): boolean {
  if (pid === undefined || !isAlive(pid)) return false;
  process.kill(pid, 'SIGKILL');
  return true;
}

/**
 * Starts a command and kills it, or the process that has the database open, or both, after so many milliseconds.
 *
 * @returns false where nobody was left to kill
 */
export async function killed(
  home: string,
  args: readonly string[],
  victim: Victim,
  milliseconds: number,
): Promise<boolean> {
  const child = start(home, args);
  child.stdout.resume();
  child.stderr.resume();
  const ended = once(child, 'close');
  await Promise.race([ended, sleep(milliseconds)]);
  if (child.exitCode !== null) return false;
  const owner = readOwnerRecord(join(homeLayout(home).ownerRecord))?.pid;
  const hits = [
    victim === 'the owner' ? false : kill(child.pid),
    victim === 'the command' ? false : kill(owner),
  ];
  // A command whose owner was killed says so and ends, or starts another one and goes on.
  await ended;
  return hits.includes(true);
}
