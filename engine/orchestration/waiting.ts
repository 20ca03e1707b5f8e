import { landedSources } from '../landing/setup';
import { readRuns } from '../run';
import { plain } from '../run/journal';
import { readArrivals, type Arrival } from './arrivals';
import { datasetsBehind } from './bronze';
import type { TurnContext } from './turn';

const WAITING = 'waiting-for-bronze';

/** Between two looks, so that a person's request need not wait for long. */
const LOOK_SECONDS = 10;

/** Files come in sets, and a stream's never end: so many times the time without a new one, a run waits for it at most. */
const SETTLE_TIMES = 4;

/** What a run has waited for. */
interface Waiting {
  readonly execution: string;
  readonly since: string;
  /** Those whose files are waited for in bronze, known when they had come to rest: what lands later is the next run's. */
  readonly bronze?: { readonly since: string; readonly arrivals: readonly Arrival[] };
}

export type Readiness =
  /** What the run will have seen. */
  { readonly arrivals: readonly Arrival[] } | { readonly seconds: number; readonly why: string };

/**
 * Whether a run can be planned now: not too soon after the last, not between the files of a set, and not before what
 * has landed is in bronze. Each wait is bounded. A person's run, who knows what has landed, waits for bronze alone.
 */
export async function readiness(
  context: TurnContext,
  execution: string,
  isAskedFor: boolean,
): Promise<Readiness> {
  const { store, arrivalMs } = context;
  if (!isAskedFor && (await isTooSoon(context)))
    return { seconds: LOOK_SECONDS, why: 'the last run has just been' };
  const now = context.now();
  const found = (await store.get(WAITING))?.body as unknown as Waiting | undefined;
  const kept = found?.execution === execution ? found : { execution, since: now.toISOString() };
  const passed = (since: string): number => now.getTime() - Date.parse(since);

  const landed = await readArrivals(store);
  const settles = isAskedFor ? 0 : settlesIn(context, landed, passed(kept.since));
  if (settles > 0) {
    // A set may have begun to land while another was awaited in bronze: the run would see a part of it.
    await store.put(WAITING, { execution, since: kept.since });
    return { seconds: Math.min(Math.ceil(settles / 1000), LOOK_SECONDS), why: 'files are landing' };
  }
  const bronze = kept.bronze ?? { since: now.toISOString(), arrivals: landed };
  if (bronze.arrivals.length === 0 || passed(bronze.since) >= arrivalMs) return { arrivals: bronze.arrivals };
  const ready = await inBronze(context, bronze.arrivals);
  if ('why' in ready && !kept.bronze) await store.put(WAITING, plain({ ...kept, bronze }));
  return ready;
}

/** A stream brings files all the time: a run takes what has come since the last. */
async function isTooSoon({ store, now, pauseMs }: TurnContext): Promise<boolean> {
  const [last] = pauseMs > 0 ? await readRuns(store) : [];
  return last !== undefined && now().getTime() - Date.parse(last.startedAt) < pauseMs;
}

/** Milliseconds until no file has landed for long enough, or the wait for that has been. */
function settlesIn({ now, settleMs }: TurnContext, arrivals: readonly Arrival[], passed: number): number {
  const newest = Math.max(...arrivals.map(({ at }) => Date.parse(at)));
  return Math.min(newest + settleMs - now().getTime(), SETTLE_TIMES * settleMs - passed);
}

async function inBronze(context: TurnContext, arrivals: readonly Arrival[]): Promise<Readiness> {
  const [warehouse, { project }] = [await context.warehouse(), await context.workspace()];
  const sources = landedSources(project.sources);
  const behind = await datasetsBehind(
    (sql) => warehouse.query(sql),
    sources,
    context.database,
    arrivals,
    context.now(),
  );
  return behind.length === 0
    ? { arrivals }
    : { seconds: LOOK_SECONDS, why: `not in bronze yet: ${behind.join(', ')}` };
}
