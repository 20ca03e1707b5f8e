import type { Json } from '../project/types';
import type { Store } from '../run';

/** A run that a person asked for. */
export interface RunRequest {
  /** Sorts by time, as ids of runs do. */
  readonly id: string;
  readonly kind: 'build' | 'test';
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  readonly fullRefresh: boolean;
  /** As it was called: for the history. */
  readonly command: string;
  readonly at: string;
}

/** `idle`: nothing was to be done. `refused`: it cannot be done, and why. */
export type RequestAnswer =
  | { readonly status: 'waiting' }
  | { readonly status: 'started'; readonly runId: string }
  | { readonly status: 'idle' }
  | { readonly status: 'refused'; readonly message: string };

const REQUESTS = 'request/';

type Kept = RunRequest & { readonly answer: RequestAnswer };

export async function requestRun(store: Store, request: RunRequest): Promise<void> {
  await store.put(REQUESTS + request.id, { ...request, answer: { status: 'waiting' } } as unknown as Json, 0);
}

/** The oldest that is unanswered. */
export async function nextRequest(store: Store): Promise<RunRequest | undefined> {
  const kept = (await store.list(REQUESTS)).map(({ body }) => body as unknown as Kept);
  return kept.find(({ answer }) => answer.status === 'waiting');
}

export async function answerRequest(store: Store, { id }: RunRequest, answer: RequestAnswer): Promise<void> {
  const found = await store.get(REQUESTS + id);
  if (!found) return;
  await store.put(
    REQUESTS + id,
    { ...(found.body as unknown as Kept), answer } as unknown as Json,
    found.version,
  );
}

export async function readAnswer(store: Pick<Store, 'get'>, id: string): Promise<RequestAnswer | undefined> {
  return ((await store.get(REQUESTS + id))?.body as unknown as Kept | undefined)?.answer;
}
