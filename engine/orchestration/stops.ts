import type { Json } from '../project/types';
import type { Store } from '../run';

/**
 * How a person wants a run that is under way to end. `await`: nothing more is started, and what is under way ends by
 * itself. `cancel`: it is cancelled, but for what publishes. `abandon`: the run cannot be driven any more.
 */
const WAYS = ['await', 'cancel', 'abandon'] as const;
export type StopWay = (typeof WAYS)[number];

export interface StopRequest {
  readonly way: StopWay;
  /** As it was called, and when. */
  readonly command: string;
  readonly at: string;
  /** Of one that is abandoned: since when no driver of it can do anything. */
  readonly fencedAt?: string | undefined;
}

/** Of one run: a request that comes too late means no other. */
const stopKey = (runId: string): string => `stop/${runId}`;

/** A second request changes nothing, unless it wants more than the one before. */
export async function requestStop(store: Store, runId: string, request: StopRequest): Promise<void> {
  for (;;) {
    const found = await store.get(stopKey(runId));
    const before = found?.body as unknown as StopRequest | undefined;
    if (before && WAYS.indexOf(before.way) >= WAYS.indexOf(request.way)) return;
    if ((await store.put(stopKey(runId), request as unknown as Json, found?.version ?? 0)) !== undefined)
      return;
  }
}

export async function readStop(store: Pick<Store, 'get'>, runId: string): Promise<StopRequest | undefined> {
  return (await store.get(stopKey(runId)))?.body as unknown as StopRequest | undefined;
}

export async function noteFence(store: Store, runId: string, stop: StopRequest, at: string): Promise<void> {
  await store.put(stopKey(runId), { ...stop, fencedAt: at } as unknown as Json);
}
