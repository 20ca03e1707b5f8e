import type { Store } from '../run/store';

/**
 * Does the work unless somebody else is at it; undefined then. One who died is waited for no longer than the lease, which
 * must be longer than the work can last.
 */
export async function alone<T>(
  store: Store,
  key: string,
  leaseSeconds: number,
  now: () => Date,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const item = await store.get(key);
  const until = (item?.body as { readonly until?: string } | undefined)?.until ?? '';
  if (until > now().toISOString()) return undefined;
  const lease = new Date(now().getTime() + leaseSeconds * 1000).toISOString();
  const version = await store.put(key, { until: lease }, item?.version ?? 0);
  if (version === undefined) return undefined;
  try {
    return await work();
  } finally {
    // Where the lease was taken over meanwhile, it is not ours to end.
    await store.put(key, { until: '' }, version);
  }
}
