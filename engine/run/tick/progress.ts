import type { Plan } from '../../plan/types';
import { initialState } from '../advance';
import { plain } from '../journal';
import { observe } from '../observe-step';
import { settle } from '../settle';
import type { Store } from '../store';
import type { Observation, RunState, SentObservation } from '../types';

/** How far a run has come, as its journal tells: what a tick goes on from. */
export interface Progress {
  readonly plan: Plan;
  readonly startedAt: string;
  readonly command: string;
  readonly state: RunState;
  /** Statements that were sent, or were about to be, and whose outcome is not known. */
  readonly underWay: readonly SentObservation[];
  /** Entries of the journal. */
  readonly entries: number;
}

const entryKey = (runId: string, entry: number): string =>
  `journal/${runId}/${String(entry).padStart(6, '0')}`;

export function beginning(plan: Plan, threads: number, startedAt: string, command: string): Progress {
  const state = settle(plan, initialState(plan, threads));
  return { plan, startedAt, command, state, underWay: [], entries: 0 };
}

/** One entry is what was observed together, and is concluded from together. */
export function after(progress: Progress, entry: readonly Observation[]): Progress {
  const { plan } = progress;
  const state = settle(
    plan,
    entry.reduce((before, observation) => observe(plan, before, observation), progress.state),
  );
  return { ...progress, ...sentAfter(progress, entry, state), state, entries: progress.entries + 1 };
}

/** The newest word of each statement whose step is still running. */
function sentAfter(
  { underWay }: Progress,
  entry: readonly Observation[],
  state: RunState,
): Pick<Progress, 'underWay'> {
  const newest = new Map(underWay.map((sent) => [placeKey(sent), sent]));
  for (const observation of entry) {
    if (observation.type === 'sent') newest.set(placeKey(observation), observation);
  }
  return {
    underWay: [...newest.values()].filter(({ unit, attempt, steps: [first = ''] }) => {
      const now = state.units[unit];
      return now?.attempt === attempt && now.steps[first] === 'running';
    }),
  };
}

const placeKey = ({ unit, attempt, steps }: SentObservation): string =>
  JSON.stringify([unit, attempt, steps[0]]);

/** Reads what others have written since; all of it where nothing is remembered. */
export async function catchUp(store: Store, remembered: Progress): Promise<Progress> {
  const { runId } = remembered.plan;
  let progress = remembered;
  if (progress.entries === 0) {
    const items = await store.list(`journal/${runId}/`);
    for (const { body } of items) progress = after(progress, body as unknown as readonly Observation[]);
    return progress;
  }
  for (;;) {
    const next = await entryAt(store, progress, progress.entries + 1);
    if (!next) return progress;
    progress = after(progress, next);
  }
}

/** Undefined where it is not written yet. */
export async function entryAt(
  store: Pick<Store, 'get'>,
  { plan }: Pick<Progress, 'plan'>,
  entry: number,
): Promise<readonly Observation[] | undefined> {
  return (await store.get(entryKey(plan.runId, entry)))?.body as unknown as
    readonly Observation[] | undefined;
}

/** From now on no driver of the run can write the next entry, nor do what it was about to do. */
export async function closeJournal(store: Store, runId: string): Promise<void> {
  const last: readonly Observation[] = [{ type: 'abandoned' }];
  for (;;) {
    const entries = (await store.list(`journal/${runId}/`)).length;
    if ((await store.put(entryKey(runId, entries + 1), plain(last), 0)) !== undefined) return;
  }
}

/**
 * Writes the next entry. False where there is one already: another process drives the run, and what this one was
 * about to do is not to be done.
 */
export async function append(
  store: Store,
  { plan, entries }: Progress,
  entry: readonly Observation[],
): Promise<boolean> {
  return (await store.put(entryKey(plan.runId, entries + 1), plain(entry), 0)) !== undefined;
}
