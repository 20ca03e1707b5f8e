import { fail } from '../../engine/errors';
import { announceLanded, failedLeg, forget, hasArrived } from '../../engine/landing/deployment';
import type { ProbeObjects } from '../../engine/landing/s3/probe';
import type { Warehouse } from '../../engine/warehouse/port';
import type { Log } from '../log';
import { inSession } from '../snowflake/in-session';
import { CANARY_PREFIX, type CanaryAnswer, type CanaryProgress, type CanaryProperties } from './contract';

export interface CanaryDependencies {
  readonly open: () => Promise<Warehouse>;
  readonly objects: ProbeObjects;
  readonly log: Log;
  readonly now: () => Date;
}

/** What CloudFormation and the provider framework send, as far as it is looked at. */
export interface CanaryEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly [name: string]: unknown };
  /** Of `release`'s answer. */
  readonly Data?: { readonly [name: string]: unknown } | undefined;
}

/** Puts the file into the lake, after the pipes have been told of what landed before there was a rule. */
export async function release(event: CanaryEvent, given: CanaryDependencies): Promise<CanaryAnswer> {
  const { database } = propertiesOf(event);
  const id = `${database}/canary`;
  if (event.RequestType === 'Delete') return { PhysicalResourceId: event.PhysicalResourceId ?? id };
  const startedAt = given.now();
  for (const pipe of await inSession(given, (session) => announceLanded(session, database, startedAt)))
    given.log.info('files that landed before the notifications are queued', { pipe });
  // By the request, so that asking twice is one canary.
  const key = `${CANARY_PREFIX}${event.RequestId}.json`;
  await given.objects.put(
    key,
    `${JSON.stringify({ canary: event.RequestId, at: startedAt.toISOString() })}\n`,
  );
  given.log.info('canary released', { key });
  return { PhysicalResourceId: id, Data: { key, startedAt: startedAt.toISOString() } };
}

/** Looks for its row; when it is there, removes both, and when the time is over, names the leg that failed. */
export async function look(event: CanaryEvent, given: CanaryDependencies): Promise<CanaryProgress> {
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const { database, waitSeconds } = propertiesOf(event);
  const canary = { database, key: String(event.Data?.['key'] ?? '') };
  const since = new Date(String(event.Data?.['startedAt']));
  const waited = Math.round((given.now().getTime() - since.getTime()) / 1_000);
  const isLast = waited >= Number(waitSeconds);
  return inSession(given, async (session) => {
    if (await hasArrived(session, canary, isLast)) {
      await forget(session, canary);
      await given.objects.remove(canary.key);
      given.log.info('canary arrived', { seconds: waited });
      return { IsComplete: true, Data: { seconds: String(waited) } };
    }
    if (!isLast) return { IsComplete: false };
    const leg = await failedLeg(session, canary, since);
    return fail('LH619', `The row of ${canary.key} is not there after ${waited} seconds. ${leg}`);
  });
}

function propertiesOf({ ResourceProperties: given }: CanaryEvent): CanaryProperties {
  const [database, revision, waitSeconds] = ['database', 'revision', 'waitSeconds'].map((name) =>
    typeof given[name] === 'string' ? given[name] : '',
  );
  if (!database || !(Number(waitSeconds) > 0))
    return fail('LH620', 'The canary needs a database and waitSeconds.');
  return { database, revision: revision ?? '', waitSeconds: waitSeconds ?? '' };
}
