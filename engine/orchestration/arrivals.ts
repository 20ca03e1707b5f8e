import { LAKE_ROOT } from '../landing/keys';
import type { Json } from '../project/types';
import type { Store } from '../run';

/** A dataset of which a file has landed that no run has been planned for. */
export interface Arrival {
  /** `domain/dataset`. */
  readonly dataset: string;
  /** When its newest file landed. */
  readonly at: string;
  /** Of its item: higher with each file. */
  readonly version: number;
}

const ARRIVALS = 'arrival/';
/** Which version of each dataset's item a run was planned for. */
const TAKEN = 'arrivals-taken';

/** `domain/dataset` of a key; undefined for what is nobody's data (`bronze/_canary/…`). */
export function datasetOfKey(key: string): string | undefined {
  if (!key.startsWith(LAKE_ROOT)) return undefined;
  const [domain = '', next = '', more] = key.slice(LAKE_ROOT.length).split('/');
  if (domain === '' || domain.startsWith('_') || next === '') return undefined;
  // A domain of one dataset that has its name has no level for it: what follows is a partition.
  if (next.includes('=')) return `${domain}/${domain}`;
  return more === undefined ? undefined : `${domain}/${next}`;
}

/** Notes that a file has landed. Those that come at the same time follow one another. */
export async function announce(store: Store, dataset: string, at: string): Promise<void> {
  for (;;) {
    const found = await store.get(ARRIVALS + dataset);
    const before = (found?.body as { readonly at?: string } | undefined)?.at ?? '';
    // Events come in any order.
    const body: Json = { at: at > before ? at : before };
    if ((await store.put(ARRIVALS + dataset, body, found?.version ?? 0)) !== undefined) return;
  }
}

/** What no run has been planned for yet. */
export async function readArrivals(store: Store): Promise<readonly Arrival[]> {
  const [items, taken] = await Promise.all([store.list(ARRIVALS), readTaken(store)]);
  return items
    .map(({ key, version, body }) => ({
      dataset: key.slice(ARRIVALS.length),
      at: (body as { readonly at: string }).at,
      version,
    }))
    .filter(({ dataset, version }) => version > (taken[dataset] ?? 0));
}

/** A run has been planned that sees what is in bronze of these. */
export async function takeArrivals(store: Store, arrivals: readonly Arrival[]): Promise<void> {
  if (arrivals.length === 0) return;
  const versions = arrivals.map(({ dataset, version }) => [dataset, version] as const);
  await store.put(TAKEN, { ...(await readTaken(store)), ...Object.fromEntries(versions) });
}

async function readTaken(store: Store): Promise<{ readonly [dataset: string]: number }> {
  return ((await store.get(TAKEN))?.body ?? {}) as { readonly [dataset: string]: number };
}
