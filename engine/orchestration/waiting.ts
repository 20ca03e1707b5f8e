import { landedSources } from '../landing/setup';
import { readRuns } from '../run';
import { plain } from '../run/journal';
import { readArrivals, type Arrival } from './arrivals';
import { datasetsBehind } from './bronze';
import type { TurnContext } from './turn';

const WAITING = 'waiting-for-bronze';

/** A stream brings files all the time: a run takes what has come since the last. */
export async function isTooSoon({ store, now, pauseMs }: TurnContext): Promise<boolean> {
  const [last] = pauseMs > 0 ? await readRuns(store) : [];
  return last !== undefined && now().getTime() - Date.parse(last.startedAt) < pauseMs;
}

interface Waiting {
  readonly execution: string;
  readonly since: string;
  /** Known when it began to wait: what lands meanwhile is the next run's. */
  readonly arrivals: readonly Arrival[];
}

/** What the execution's run will have seen, and the datasets still to be waited for: none once that was long enough. */
export async function waitedFor(
  context: TurnContext,
  execution: string,
): Promise<{ readonly arrivals: readonly Arrival[]; readonly behind: readonly string[] }> {
  const { store, now, database, arrivalMs } = context;
  const found = (await store.get(WAITING))?.body as unknown as Waiting | undefined;
  const kept = found?.execution === execution ? found : undefined;
  const arrivals = kept?.arrivals ?? (await readArrivals(store));
  const since = kept?.since ?? now().toISOString();
  if (arrivals.length === 0 || now().getTime() - Date.parse(since) >= arrivalMs)
    return { arrivals, behind: [] };
  const [warehouse, { project }] = [await context.warehouse(), await context.workspace()];
  const sources = landedSources(project.sources);
  const behind = await datasetsBehind((sql) => warehouse.query(sql), sources, database, arrivals, now());
  if (behind.length > 0 && !kept) await store.put(WAITING, plain({ execution, since, arrivals }));
  return { arrivals, behind };
}
