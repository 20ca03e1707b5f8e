import { refusalOf, recordBytes, type RecordLimits } from './acceptable';
import { defaultBackoff, waitAfter, type Backoff } from './backoff';
import { batches, type BatchLimits } from './batches';
import { failureOf, type Failure } from './failure';
import type { DeliveryResult, EventStream, Keep, Reason, StreamRecord, Undelivered } from './port';

export interface ServiceStreamOptions {
  /** Takes what could not be delivered. */
  readonly keep: Keep;
  /** @default 8 attempts, waits from 100 ms up to 10 s */
  readonly backoff?: Partial<Backoff> | undefined;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** What is particular to a service. */
export interface Service {
  readonly limits: RecordLimits & BatchLimits;
  /** One call: what failed, at its place in the batch. Throws where the whole call failed. */
  send(batch: readonly StreamRecord[]): Promise<readonly (Failure | undefined)[]>;
}

/**
 * A stream over a service that takes batches and may refuse some of their records: only those are sent again, after a
 * wait. What still fails after the last attempt is kept and said.
 */
export function serviceStream(service: Service, options: ServiceStreamOptions): EventStream {
  const backoff = { ...defaultBackoff, ...options.backoff };
  let ended = false;

  async function deliver(records: readonly StreamRecord[]): Promise<readonly (Reason | undefined)[]> {
    const reasons: (Reason | undefined)[] = records.map(() => undefined);
    let pending = records.map((record, place) => ({ record, place }));
    for (let attempts = 1; pending.length > 0; attempts++) {
      const failures = await attempt(pending.map(({ record }) => record));
      const again: typeof pending = [];
      for (const [index, one] of pending.entries()) {
        const failure = failures[index];
        if (!failure) continue;
        if (failure.isPassing && attempts < backoff.attempts) again.push(one);
        else reasons[one.place] = { code: failure.code, message: failure.message, attempts };
      }
      if (again.length > 0) await options.sleep(waitAfter(attempts, backoff, options.random));
      pending = again;
    }
    return reasons;
  }

  async function attempt(batch: readonly StreamRecord[]): Promise<readonly (Failure | undefined)[]> {
    try {
      return await service.send(batch);
    } catch (e: unknown) {
      const failure = failureOf(e);
      return batch.map(() => failure);
    }
  }

  return {
    async put(records) {
      if (ended) throw new Error('the stream was closed');
      const reasons: (Reason | undefined)[] = records.map((record) => {
        const refusal = refusalOf(record, service.limits);
        return refusal && { ...refusal, attempts: 0 };
      });
      const sendable = [...records.keys()].filter((place) => !reasons[place]);
      const recordAt = (place: number): StreamRecord => records[place] as StreamRecord;
      const bytesAt = (place: number): number => recordBytes(recordAt(place), service.limits);
      for (const batch of batches(sendable, bytesAt, service.limits)) {
        const failed = await deliver(batch.map(recordAt));
        for (const [index, place] of batch.entries()) reasons[place] = failed[index];
      }
      const undelivered = [...records.entries()].flatMap(([place, record]): Undelivered[] => {
        const reason = reasons[place];
        return reason ? [{ record, reason }] : [];
      });
      if (undelivered.length > 0) await options.keep(undelivered);
      return reasons.map((reason): DeliveryResult => (reason ? { status: 'kept', reason } : accepted));
    },
    async close() {
      ended = true;
    },
  };
}

const accepted: DeliveryResult = { status: 'accepted' };
