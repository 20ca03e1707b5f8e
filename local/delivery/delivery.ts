import { randomUUID } from 'node:crypto';
import { refusalOf, type RecordLimits } from '../../engine/stream/acceptable';
import type { DeliveryResult, EventStream, Keep, StreamRecord, Undelivered } from '../../engine/stream/port';
import { DeliveryBuffer } from './buffer';
import { deliver, type Delivered, type Destination, type FullBuffer } from './object';
import type { Time, Writer } from './segment';

export interface DeliverySettings extends Destination {
  readonly spool: string;
  readonly writer: Writer;
  readonly keep: Keep;
  readonly bufferBytes: number;
  readonly bufferSeconds: number;
  readonly clock: () => Date;
  readonly onDelivered: (delivered: Delivered) => void;
}

/** What Firehose takes (1,000 KiB), so that nothing passes here that it would not. */
const LIMITS: RecordLimits = { recordBytes: 1_024_000, countsPartitionKey: false };
/** Compression runs on other threads meanwhile. */
const AT_ONCE = 4;

/** Collects records and delivers them by size and time. Calls take turns, so that no two work on one buffer. */
export class Delivery implements EventStream {
  readonly #settings: DeliverySettings;
  #open: DeliveryBuffer | undefined;
  /** Full ones that are not in the lake yet. */
  readonly #full: { readonly buffer: DeliveryBuffer; readonly deliveredAt: number }[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  /** What went wrong while nobody waited: the next call says it. */
  #unsaid: unknown;
  #ended = false;

  constructor(settings: DeliverySettings) {
    this.#settings = settings;
  }

  put(records: readonly StreamRecord[]): Promise<readonly DeliveryResult[]> {
    return this.#inTurn(async () => {
      const undelivered: Undelivered[] = [];
      const results = records.map((record): DeliveryResult => {
        const refusal = refusalOf(record, LIMITS);
        if (!refusal) {
          this.#add(record);
          return { status: 'accepted' };
        }
        const reason = { ...refusal, attempts: 0 };
        undelivered.push({ record, reason });
        return { status: 'kept', reason };
      });
      if (undelivered.length > 0) await this.#settings.keep(undelivered);
      await this.#settle();
      return results;
    });
  }

  /** Delivers what is buffered, however little. */
  flush(): Promise<void> {
    return this.#inTurn(() => {
      this.#fill();
      return this.#settle();
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#fill();
      await this.#settle();
      this.#ended = true;
    });
  }

  /** When a buffer is delivered that its records do not fill. */
  endOf({ time, oldest }: Pick<FullBuffer, 'time' | 'oldest'>): number {
    const { clock, bufferSeconds } = this.#settings;
    return time === 'live' ? clock().getTime() : oldest + bufferSeconds * 1000;
  }

  #add(record: StreamRecord): void {
    const { bufferBytes, bufferSeconds, clock } = this.#settings;
    const time: Time = record.arrivedAt ? 'history' : 'live';
    const at = (record.arrivedAt ?? clock()).getTime();
    const open = this.#open;
    if (open && (open.time !== time || at >= open.oldest + bufferSeconds * 1000)) this.#fill();
    const buffer = (this.#open ??= new DeliveryBuffer(time, randomUUID(), at));
    buffer.add(record.data, at);
    if (buffer.bytes >= bufferBytes) this.#fill(at);
  }

  #fill(deliveredAt?: number): void {
    const buffer = this.#open;
    if (!buffer) return;
    this.#full.push({ buffer, deliveredAt: deliveredAt ?? this.endOf(buffer) });
    this.#open = undefined;
  }

  /** Full buffers go to the lake, the open one to the disk: after this nothing is lost. */
  async #settle(): Promise<void> {
    const { spool, writer } = this.#settings;
    clearTimeout(this.#timer);
    // What has a write-ahead file gets the rest of it first: whoever finds the file makes the same object of it.
    for (const { buffer } of this.#full) if (buffer.isSpooled) await buffer.spool(spool, writer);
    await this.#open?.spool(spool, writer);
    while (this.#full.length > 0) {
      const some = this.#full.slice(0, AT_ONCE);
      await Promise.all(some.map((one) => this.#deliver(one)));
      this.#full.splice(0, some.length);
    }
    this.#wait();
  }

  async #deliver({ buffer, deliveredAt }: { buffer: DeliveryBuffer; deliveredAt: number }): Promise<void> {
    const { time, id, oldest, lines } = buffer;
    const delivered = await deliver({ time, id, oldest, deliveredAt, lines }, this.#settings);
    await buffer.removeSegment();
    this.#settings.onDelivered(delivered);
  }

  /** A live buffer that no further record comes to is delivered all the same. */
  #wait(): void {
    if (this.#open?.time !== 'live') return;
    const left = this.#open.oldest + this.#settings.bufferSeconds * 1000 - this.#settings.clock().getTime();
    const tick = (): void => void this.flush().catch((e: unknown) => (this.#unsaid = e));
    this.#timer = setTimeout(tick, Math.max(0, left)).unref();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      if (this.#ended) throw new Error('the delivery was closed');
      const unsaid = this.#unsaid;
      this.#unsaid = undefined;
      if (unsaid !== undefined) throw unsaid;
      return work();
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
