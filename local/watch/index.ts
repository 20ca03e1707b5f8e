import { setTimeout as sleep } from 'node:timers/promises';
import type { Lake } from '../../engine/landing/lake';

export interface WatchOptions {
  readonly lake: Pick<Lake, 'list'>;
  /** Time between two looks at the lake while nothing is new. */
  readonly intervalMs: number;
  /**
   * Loads and builds what has landed. Called at once, then whenever objects are new. One round at a time: what lands
   * meanwhile waits for the next, so arrivals that are faster than the builds make rounds larger and never more.
   * @returns false where the same round is to be tried again, whether anything lands or not
   */
  readonly round: (newObjects: number) => Promise<boolean>;
  /** Called once each time the watch begins to wait for files. */
  readonly onIdle?: (() => void) | undefined;
  /** Called each time the watch begins to wait for another try: twice as long each time, up to a minute. */
  readonly onRetry?: ((afterMs: number) => void) | undefined;
  /** Ends the watch: at once while it waits, after the round (which is told by itself) while it works. */
  readonly signal: AbortSignal;
}

const BRONZE = 'bronze/';
const LONGEST_PAUSE_MS = 60_000;

/** Runs a round whenever something new lies in the lake, until the signal. @returns the number of rounds */
export async function watch(options: WatchOptions): Promise<number> {
  const { lake, intervalMs, round, onIdle, onRetry, signal } = options;
  const seen = new Set<string>();
  const look = async (): Promise<number> => {
    const before = seen.size;
    for await (const { key } of lake.list(BRONZE)) seen.add(key);
    return seen.size - before;
  };
  const wait = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal }).catch(() => undefined);
  let rounds = 0;
  let pause = intervalMs;
  let fresh = await look();
  while (!signal.aborted) {
    const done = await round(fresh);
    rounds += 1;
    if (!done && !signal.aborted) {
      onRetry?.(pause);
      await wait(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      fresh = await look();
      continue;
    }
    pause = intervalMs;
    // Objects that landed while the round ran start the next one without a wait.
    fresh = await look();
    if (fresh === 0) onIdle?.();
    while (fresh === 0 && !signal.aborted) {
      await wait(intervalMs);
      if (!signal.aborted) fresh = await look();
    }
  }
  return rounds;
}
