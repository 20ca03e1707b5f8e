import type { Store } from './store';

const KEY = 'idle';

/** A look at the whole project found nothing to build: every published model is as its sources are. */
export async function recordIdle(store: Store, at: Date): Promise<void> {
  await store.put(KEY, { at: at.toISOString() });
}

/** When that was last so, ISO 8601. */
export async function readIdle(store: Pick<Store, 'get'>): Promise<string | undefined> {
  return ((await store.get(KEY))?.body as { readonly at: string } | undefined)?.at;
}
