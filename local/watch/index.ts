import { setTimeout as sleep } from 'node:timers/promises';
import type { Lake } from '../../engine/landing/lake';

export interface WatchOptions {
  readonly lake: Pick<Lake, 'list'>;
  /** Time between two looks at the lake while nothing is new. */
  readonly intervalMs: number;
  /**
   * Loads and builds what has landed. Called at once, then whenever objects are new. One round at a time: what lands
   * meanwhile waits for the next, so arrivals that are faster than the builds make rounds larger and never more.
   */
  readonly round: (newObjects: number) => Promise<void>;
  /** Called once each time the watch begins to wait. */
  readonly onIdle?: (() => void) | undefined;
  /** Ends the watch: at once while it waits, after the round (which is told by itself) while it works. */
  readonly signal: AbortSignal;
}

const BRONZE = 'bronze/';

/** Runs a round whenever something new lies in the lake, until the signal. @returns the number of rounds */
export async function watch({ lake, intervalMs, round, onIdle, signal }: WatchOptions): Promise<number> {
  const seen = new Set<string>();
  const look = async (): Promise<number> => {
    const before = seen.size;
    for await (const { key } of lake.list(BRONZE)) seen.add(key);
    return seen.size - before;
  };
  let rounds = 0;
  let fresh = await look();
  for (;;) {
    if (signal.aborted) return rounds;
    await round(fresh);
    rounds += 1;
    // Objects that landed while the round ran start the next one without a wait.
    fresh = await look();
    if (fresh === 0) onIdle?.();
    while (fresh === 0 && !signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) fresh = await look();
    }
  }
}
