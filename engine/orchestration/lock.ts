import { codeOf } from '../errors';
import type { Clock, Store } from '../run';
import { acquireLock, readLock, type Lock } from '../run/lock';

/**
 * Longer than a function can work on a tick and a machine wait between two, so that no other execution takes over from
 * one that is alive. One that died is waited for as long.
 */
const LEASE_MS = 300_000;

export interface Executing {
  readonly store: Store;
  readonly now: () => Date;
  /** ARN of the execution: the holder. It takes its own lock over with each tick. */
  readonly execution: string;
}

/** Undefined where another execution has the lock. */
export async function takeLock({ store, now, execution }: Executing): Promise<Lock | undefined> {
  const clock: Clock = { now, every: () => () => undefined };
  const holder = { pid: 0, host: execution, command: 'state machine' };
  try {
    return await acquireLock({ store, clock, holder, isAlive: () => false, leaseMs: LEASE_MS });
  } catch (error: unknown) {
    if (codeOf(error) === 'LH701') return undefined;
    throw error;
  }
}

/** Whether an execution drives a run now, so that nobody needs to start one. */
export async function isDriven(store: Pick<Store, 'get'>, now: Date): Promise<boolean> {
  return (await readLock(store, now)).isHeld;
}
