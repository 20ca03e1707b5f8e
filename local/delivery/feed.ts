import { BookKeeper, EventStream as ShopStream, type Books } from '../../engine/generator/events';
import type { EventStreamOptions, Happening } from '../../engine/generator/events';
import type { EventStream, StreamRecord } from '../../engine/stream/port';

export interface FeedOptions {
  readonly events: EventStreamOptions;
  readonly stream: EventStream;
  /** Records a call. @default 5000: a write to the disk costs the delivery the same, however many it holds */
  readonly batch?: number | undefined;
  /** After every call. */
  readonly onProgress?: ((progress: FeedProgress) => void) | undefined;
  /** Hears of every event when it happens. */
  readonly onHappening?: ((happening: Happening) => void) | undefined;
  /** Stops between two calls. */
  readonly signal?: AbortSignal | undefined;
}

export interface FeedProgress {
  readonly lines: number;
  /** When the newest line arrived, epoch ms of the simulation. */
  readonly arrivedAt: number;
}

export interface FeedReport {
  readonly books: Books;
  /** Lines that the stream did not take and keeps. */
  readonly kept: number;
  readonly newestArrival: string | undefined;
  readonly stopped: boolean;
}

/**
 * Runs the shop to its end and sends every line on its way. While one call is under way the next lines are made; no
 * more than that is in memory. The stream is the caller's to close.
 */
export async function feed(options: FeedOptions): Promise<FeedReport> {
  const { stream, batch: size = 5000, onProgress, signal } = options;
  const keeper = new BookKeeper();
  const shop = new ShopStream(options.events, undefined, (happening) => {
    keeper.happened(happening);
    options.onHappening?.(happening);
  });
  let batch: StreamRecord[] = [];
  let underWay: Promise<number> = Promise.resolve(0);
  let kept = 0;
  let lines = 0;
  let arrivedAt = Number.NaN;

  const send = async (): Promise<void> => {
    kept += await underWay;
    const records = batch;
    batch = [];
    underWay = stream
      .put(records)
      .then((results) => results.filter(({ status }) => status === 'kept').length);
    onProgress?.({ lines, arrivedAt });
  };

  for (const arrival of shop.until(Number.POSITIVE_INFINITY)) {
    keeper.arrived(arrival);
    lines++;
    arrivedAt = arrival.at;
    batch.push({
      data: arrival.text,
      partitionKey: arrival.sessionId,
      arrivedAt: new Date(arrival.at),
    });
    if (batch.length < size) continue;
    await send();
    if (signal?.aborted) break;
  }
  await send();
  kept += await underWay;
  return {
    books: keeper.books,
    kept,
    newestArrival: lines === 0 ? undefined : new Date(arrivedAt).toISOString(),
    stopped: signal?.aborted ?? false,
  };
}
