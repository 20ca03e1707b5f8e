import type { Json, Project, UniqueId } from '../project/types';
import { readIdle } from '../run/idle';
import { readNodeStates, readRunDetails, readRuns } from '../run/records';
import type { Store } from '../run/store';
import { secondsBetween, type Look, type Measured } from './measurement';

/** When each model was last known to be as its sources are. */
const KEY = 'monitor/confirmed';

interface Confirmed {
  /** The newest run that is part of it. */
  readonly runId: string;
  readonly at: { readonly [model: UniqueId]: string };
}

export interface FreshnessOptions {
  readonly store: Store;
  readonly project: Project;
  /** Of a model whose YAML says nothing. */
  readonly freshnessHours: number;
  readonly now: Date;
}

/**
 * How long ago each model was last published, or found unchanged: by a run, or by a look that had nothing to run. A model whose sources rest is fresh as long as
 * runs look at it. One that was never published has no age.
 */
export async function lookAtFreshness(options: FreshnessOptions): Promise<Look> {
  const { store, project, freshnessHours, now } = options;
  const confirmed = await confirmations(store);
  const idle = (await readIdle(store)) ?? '';
  const states = await readNodeStates(store);
  const ages: Measured[] = [];
  const stale: string[] = [];
  for (const model of project.models) {
    if (!model.config.enabled || model.config.materialized === 'ephemeral') continue;
    const published = states.get(model.uniqueId)?.publishedAt;
    if (published === undefined || published === '') continue;
    const known = [published, confirmed[model.uniqueId] ?? '', idle].sort().at(-1) ?? published;
    const age = secondsBetween(known, now);
    ages.push({ of: model.tags.includes('gold') ? model.name : undefined, value: age });
    const limit = model.freshnessHours ?? freshnessHours;
    if (age > limit * 3600)
      stale.push(`${model.name} was last confirmed at ${known}, ${limit} h are allowed.`);
  }
  return {
    measurements: [
      { name: 'ModelAge', values: ages },
      { name: 'ModelsStale', values: [{ value: stale.length }] },
    ],
    notes: stale,
  };
}

/** Read once a run: the details of a run of a thousand models are large. */
async function confirmations(store: Store): Promise<Confirmed['at']> {
  const item = await store.get(KEY);
  const before = item?.body as unknown as Confirmed | undefined;
  const ended = (await readRuns(store)).filter(({ endedAt }) => endedAt !== null);
  const [newest] = ended;
  if (!newest || newest.runId === before?.runId) return before?.at ?? {};
  const at: { [model: UniqueId]: string } = { ...before?.at };
  // The oldest first, so that the newest has the last word.
  const unread = ended.filter(({ runId }) => before === undefined || runId > before.runId).reverse();
  for (const { runId, startedAt } of unread) {
    for (const { model, status } of (await readRunDetails(store, runId))?.models ?? []) {
      // What it found was so when it looked, which is when it started.
      if (status === 'success' || status === 'unchanged') at[model] = startedAt;
    }
  }
  const confirmed: Confirmed = { runId: newest.runId, at };
  await store.put(KEY, confirmed as unknown as Json);
  return at;
}
