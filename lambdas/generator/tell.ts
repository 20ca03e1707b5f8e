import { CALL_MS } from '../../engine/generator/events/traffic';
import type { Store } from '../../engine/run/store';
import type { EventStream as Delivery, StreamRecord } from '../../engine/stream/port';
import type { Log } from '../log';
import type { GeneratorResult } from './contract';
import type { Tale } from './settings';
import { keepStory, openStory, streamOf } from './story';

export interface TellOptions {
  readonly tale: Tale;
  readonly store: Store;
  readonly stream: Delivery;
  readonly now: () => Date;
  /** Milliseconds until the invocation is ended. */
  readonly remaining: () => number;
  readonly log: Log;
}

/** Kept for a call whose eight attempts all get no answer: 10 s each, with waits of 13 s in all. */
const RESERVE_MS = 100_000;
/** Records a call. */
const CALL = 500;

/**
 * Tells the story up to the present, five minutes at a time, and remembers after each how far it came. An invocation
 * that dies between the two tells those five minutes once more: the same events with the same ids, of which silver
 * takes one; of lines that are no event (malformed ones, which have no id) it sees two. The same goes for two
 * invocations at once, of which the one that comes second stops.
 */
export async function tell(options: TellOptions): Promise<GeneratorResult> {
  const { tale, store, stream, now, remaining, log } = options;
  const present = now().getTime();
  const chapter = await openStory(store, tale, now());
  let { story, version } = chapter;
  if (chapter.begun) {
    log.info('a new tale begins', { opened: iso(story.opened), replaces: version > 0 });
    // It may open only in some minutes: the next invocation is to find it, not to begin another.
    const written = await keepStory(store, story, version);
    if (written === undefined) throw new Error('another invocation began a tale at the same time');
    version = written;
  }
  const from = story.toldUntil;
  let lines = 0;
  let kept = 0;
  const shop = streamOf(story);
  // The first span is always tried, so that an invocation with little time gets on as well.
  while (story.toldUntil < present && (story.toldUntil === from || remaining() > RESERVE_MS)) {
    const until = Math.min(present, (Math.floor(story.toldUntil / CALL_MS) + 1) * CALL_MS);
    let batch: StreamRecord[] = [];
    const send = async (): Promise<void> => {
      const results = await stream.put(batch);
      const refused = results.filter((result) => result.status === 'kept');
      const [first] = refused;
      if (first)
        log.warn('records were not taken and are kept in the lake', {
          records: refused.length,
          of: results.length,
          code: first.reason.code,
          reason: first.reason.message,
        });
      lines += results.length;
      kept += refused.length;
      batch = [];
    };
    for (const { text, sessionId } of shop.until(until)) {
      batch.push({ data: text, partitionKey: sessionId });
      if (batch.length === CALL) await send();
    }
    if (batch.length > 0) await send();
    story = { ...story, toldUntil: until, state: shop.state };
    const written = await keepStory(store, story, version);
    if (written === undefined) {
      log.warn('another invocation tells the same story: this one stops', { until: iso(until) });
      break;
    }
    version = written;
  }
  return {
    from: iso(from),
    until: iso(story.toldUntil),
    lines,
    kept,
    caughtUp: story.toldUntil >= present,
  };
}

const iso = (time: number): string => new Date(time).toISOString();
