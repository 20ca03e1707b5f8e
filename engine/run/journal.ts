import type { Json } from '../project/types';
import type { Store } from './store';
import type { Observation } from './types';

/**
 * What happened in a run, in order, append only. Writing does not hold up the run: what comes in while one entry is
 * being written goes into the next together. A run that dies may therefore have done more than its journal says,
 * which resuming allows for; it never has done less.
 */
export interface Journal {
  append(observation: Observation): void;
  /** Resolves once all is written; throws what writing threw. */
  flush(): Promise<void>;
}

export async function readJournal(
  store: Pick<Store, 'list'>,
  runId: string,
): Promise<readonly Observation[]> {
  const items = await store.list(prefix(runId));
  return items.flatMap(({ body }) => body as unknown as readonly Observation[]);
}

/** `onLost` is called when the next entry is there already: another process has gone on with the run. */
export async function openJournal(store: Store, runId: string, onLost: () => void): Promise<Journal> {
  let next = (await store.list(prefix(runId))).length + 1;
  let waiting: Observation[] = [];
  let writing: Promise<void> = Promise.resolve();
  let lost = false;

  const write = async () => {
    if (waiting.length === 0 || lost) return;
    const entry = waiting;
    waiting = [];
    const key = `${prefix(runId)}${String(next).padStart(6, '0')}`;
    next += 1;
    if ((await store.put(key, plain(entry), 0)) === undefined) {
      lost = true;
      onLost();
    }
  };
  return {
    append(observation) {
      waiting.push(observation);
      writing = writing.then(write);
      // The failure is kept in `writing` and thrown by `flush`.
      writing.catch(() => undefined);
    },
    flush: () => writing,
  };
}

function prefix(runId: string): string {
  return `journal/${runId}/`;
}

/** As JSON stores it: without the properties that are undefined. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
