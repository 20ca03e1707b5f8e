import { announce, datasetOfKey } from '../../engine/orchestration/arrivals';
import { isDriven } from '../../engine/orchestration/lock';
import type { Store } from '../../engine/run';
import type { ArrivalEvent, ArrivalResult } from './contract';

export interface ArrivalContext {
  readonly store: Store;
  readonly now: () => Date;
  /** Starts an execution of the run machine. */
  readonly start: () => Promise<void>;
}

/**
 * First the flag, then the look at the lock: whoever drives a run looks for flags once more after letting go of the
 * lock, so one of the two sees the other.
 */
export async function arrive(
  event: ArrivalEvent,
  { store, now, start }: ArrivalContext,
): Promise<ArrivalResult> {
  const flagged = await flag(event, store);
  const isStart = 'type' in event;
  if (!isStart && flagged === undefined) return { flagged: null, started: false };
  const idle = !(await isDriven(store, now()));
  if (idle) await start();
  return { flagged: flagged ?? null, started: idle };
}

async function flag(event: ArrivalEvent, store: Store): Promise<string | undefined> {
  if ('type' in event) return undefined;
  // Keys are as they are in events of EventBridge, unlike in S3's own notifications.
  const dataset = datasetOfKey(event.detail.object.key);
  if (dataset !== undefined) await announce(store, dataset, event.time);
  return dataset;
}
