import { failIfNobodyDrives } from '../engine/orchestration/follow';
import { isDriven } from '../engine/orchestration/lock';
import { requestStop, type StopRequest } from '../engine/orchestration/stops';
import { readCurrent, readRun, type RunRecord, type Store } from '../engine/run';

export interface Stopping {
  readonly store: Store;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted: nobody waits any more; the run ends as it was asked to. */
  readonly signal: AbortSignal;
  /** Starts an execution of the run machine. */
  readonly start: () => Promise<void>;
  readonly onAsked: (runId: string) => void;
}

export type Stopped =
  /** No run is under way. */
  | { readonly status: 'none' }
  | { readonly status: 'ended'; readonly runId: string; readonly record: RunRecord | undefined }
  | { readonly status: 'detached'; readonly runId: string };

const LOOK_MS = 2_000;
/** An execution that was started has taken the lock by then. */
const START_MS = 60_000;

/**
 * Asks that the run under way ends, and waits until it has. Where nobody drives it, since its execution was stopped or
 * died, one is started for that.
 */
export async function stopRun(request: StopRequest, stopping: Stopping): Promise<Stopped> {
  const { store, now, sleep, signal, start, onAsked } = stopping;
  const runId = await readCurrent(store);
  if (runId === undefined) return { status: 'none' };
  await requestStop(store, runId, request);
  onAsked(runId);
  for (let startedAt = -Infinity; ;) {
    if ((await readCurrent(store)) !== runId)
      return { status: 'ended', runId, record: await readRun(store, runId) };
    if (signal.aborted) return { status: 'detached', runId };
    await failIfNobodyDrives(request, stopping);
    const time = now().getTime();
    if (time - startedAt > START_MS && !(await isDriven(store, now()))) {
      await start();
      startedAt = time;
    }
    await sleep(LOOK_MS);
  }
}
