import { messageOf } from '../../engine/errors';
import type { Log } from '../log';
import { isPassing, reasonFor } from '../resource-failure';
import type { SetupAnswer, SetupProgress } from './contract';
import { readProperties } from './properties';
import { physicalIdOf, progress, type SetupDependencies } from './setup';

/** What CloudFormation and the provider framework send, as far as it is looked at. */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly [name: string]: unknown };
  /** Of `onEvent`'s answer. */
  readonly Data?: { readonly [name: string]: unknown } | undefined;
}

/** Longest wait for the integration, whose properties name none: Snowflake or the network is not there. */
const PATIENCE_SECONDS = 300;
/** Kept for the answer. */
const RESERVE_MS = 10_000;

/** Answers at once. A delete keeps the id that it was given, whatever the properties say by now. */
export async function asked(
  event: ResourceEvent,
  { log, now }: { readonly log: Log; readonly now: () => Date },
): Promise<SetupAnswer> {
  return told(log, async () => {
    const id = physicalIdOf(readProperties(event.ResourceProperties));
    log.info('asked', { type: event.RequestType, id });
    return {
      PhysicalResourceId: event.RequestType === 'Delete' ? (event.PhysicalResourceId ?? id) : id,
      Data: { startedAt: now().toISOString() },
    };
  });
}

/**
 * One part of the work, which ends before the function would be stopped in the middle: what is left is found by the next
 * call. What passes by itself is waited for as long as the resource allows, and then named.
 */
export async function checked(
  event: ResourceEvent,
  given: SetupDependencies & { readonly remainingMs: () => number },
): Promise<SetupProgress> {
  const { log, now, remainingMs } = given;
  return told(log, async () => {
    const properties = readProperties(event.ResourceProperties);
    const startedAt = new Date(String(event.Data?.['startedAt'] ?? now().toISOString()));
    const patience = properties.phase === 'objects' ? Number(properties.waitSeconds) : PATIENCE_SECONDS;
    try {
      const work = progress({ type: event.RequestType, properties, startedAt }, given);
      return await endingWithin(remainingMs() - RESERVE_MS, work, log);
    } catch (error: unknown) {
      const waited = (now().getTime() - startedAt.getTime()) / 1_000;
      if (!isPassing(error) || waited >= patience) throw error;
      log.warn('tried again later', { reason: messageOf(error) });
      return { IsComplete: false };
    }
  });
}

async function told<T>(log: Log, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error: unknown) {
    log.error('failed', error);
    throw reasonFor(error);
  }
}

async function endingWithin(
  milliseconds: number,
  work: Promise<SetupProgress>,
  log: Log,
): Promise<SetupProgress> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<SetupProgress>((done) => {
    timer = setTimeout(() => {
      log.warn('not ready in the time of one call');
      done({ IsComplete: false });
    }, milliseconds);
  });
  // Its session ends with the function's freeze; what it had sent is found done or not done by the next call.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
  }
}
