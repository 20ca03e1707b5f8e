import type { Json } from '../project/types';
import type { Store } from '../run/store';
import type { Look } from './measurement';

/** What a tick saw last: for whoever asks how things are, without asking Snowflake or CloudWatch. */
export interface Seen extends Look {
  /** ISO 8601. */
  readonly at: string;
}

const keyOf = (tick: string): string => `monitor/seen/${tick}`;
/** Names of models and files: enough for a person. */
const MOST_NOTES = 50;

export async function keepSeen(store: Store, tick: string, { at, measurements, notes }: Seen): Promise<void> {
  const seen: Seen = { at, measurements, notes: notes.slice(0, MOST_NOTES) };
  await store.put(keyOf(tick), seen as unknown as Json);
}

/** Undefined before the first tick of its kind. */
export async function readSeen(store: Pick<Store, 'get'>, tick: string): Promise<Seen | undefined> {
  return (await store.get(keyOf(tick)))?.body as unknown as Seen | undefined;
}
