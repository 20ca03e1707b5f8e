import { EventStream, type EventStreamState } from '../../engine/generator/events';
import { CALL_MS } from '../../engine/generator/events/traffic';
import type { Json } from '../../engine/project/types';
import type { Store } from '../../engine/run/store';
import type { Tale } from './settings';

const KEY = 'generator/story';

/** What has been told, and where the tale goes on. */
export interface Story {
  readonly tale: Tale;
  /** Epoch ms. */
  readonly opened: number;
  /** Everything before has been sent, epoch ms. */
  readonly toldUntil: number;
  /** Undefined before the first line. */
  readonly state: EventStreamState | undefined;
}

export interface Chapter {
  readonly story: Story;
  /** Of the item in the store: 0 where there is none. */
  readonly version: number;
  /** Settings changed, so that a new tale has begun: what the old one still had to tell is never told. */
  readonly begun: boolean;
}

/**
 * The story so far; a new one where there is none, or where the settings tell another. Ids are made of the seed and of
 * the five minutes in which a session begins, so a new tale opens in five minutes of which nothing was told yet: no id
 * is given twice.
 */
export async function openStory(store: Store, tale: Tale, now: Date): Promise<Chapter> {
  const item = await store.get(KEY);
  const story = item?.body as unknown as Story | undefined;
  if (item && story && sameTale(story.tale, tale)) return { story, version: item.version, begun: false };
  const floor = (time: number): number => Math.floor(time / CALL_MS) * CALL_MS;
  const opened = story
    ? Math.max(floor(now.getTime()), floor(story.toldUntil) + CALL_MS)
    : floor(now.getTime() - CALL_MS);
  return {
    story: { tale, opened, toldUntil: opened, state: undefined },
    version: item?.version ?? 0,
    begun: true,
  };
}

/** Undefined where another invocation has gone on with the story meanwhile. */
export const keepStory = (store: Store, story: Story, version: number): Promise<number | undefined> =>
  store.put(KEY, JSON.parse(JSON.stringify(story)) as Json, version);

export const streamOf = ({ tale, opened, state }: Story): EventStream =>
  new EventStream(
    {
      shop: { seed: tale.seed, opened, sessionsPerHour: tale.sessionsPerHour ?? undefined },
      trouble: tale.trouble,
    },
    state,
  );

/** By their text: a setting that is not known to be the same tells another tale. */
const sameTale = (one: Tale, other: Tale): boolean => canonical(one) === canonical(other);

const canonical = ({ seed, sessionsPerHour, trouble }: Tale): string =>
  JSON.stringify([seed, sessionsPerHour, Object.entries(trouble).sort()]);
