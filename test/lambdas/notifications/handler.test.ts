import type { BucketNotifications, NotificationRule } from '../../../engine/landing/s3/notifications';
import type { NotificationsEvent } from '../../../lambdas/notifications/contract';
import { write as writing } from '../../../lambdas/notifications/handler';

const TARGET = 'arn:aws:sqs:eu-central-1:999988887777:sf-snowpipe';
const event = (RequestType: NotificationsEvent['RequestType']): NotificationsEvent => ({
  RequestType,
  ResourceProperties: {
    ServiceToken: 'arn',
    bucket: 'lake',
    rule: 'lakehouse-pipes',
    prefix: 'bronze/',
    target: TARGET,
  },
});

function bucket(failure?: Error): BucketNotifications & { readonly done: (NotificationRule | string)[] } {
  const done: (NotificationRule | string)[] = [];
  const take = async (what: NotificationRule | string): Promise<void> => {
    if (failure) throw failure;
    done.push(what);
  };
  return { done, set: take, remove: take };
}

const never = (): Promise<void> => Promise.reject(new Error('it did not have to wait'));
const write = (asked: NotificationsEvent, lake: BucketNotifications, pause = never) =>
  writing(asked, lake, pause);

test.each(['Create', 'Update'] as const)('%s writes the rule', async (request) => {
  const lake = bucket();
  expect(await write(event(request), lake)).toEqual({ PhysicalResourceId: 'lake/lakehouse-pipes' });
  expect(lake.done).toEqual([{ id: 'lakehouse-pipes', prefix: 'bronze/', target: TARGET }]);
});

test('Delete takes our rule away alone', async () => {
  const lake = bucket();
  expect(await write(event('Delete'), lake)).toEqual({ PhysicalResourceId: 'lake/lakehouse-pipes' });
  expect(lake.done).toEqual(['lakehouse-pipes']);
});

const named = (name: string): Error => Object.assign(new Error(name), { name });

test('Delete of a bucket that is gone is done', async () => {
  await expect(write(event('Delete'), bucket(named('NoSuchBucket')))).resolves.toEqual({
    PhysicalResourceId: 'lake/lakehouse-pipes',
  });
});

test('what is refused otherwise fails the deploy', async () => {
  await expect(write(event('Delete'), bucket(named('AccessDenied')))).rejects.toThrow('AccessDenied');
  await expect(write(event('Create'), bucket(named('NoSuchBucket')))).rejects.toThrow('NoSuchBucket');
});

const NOT_YET = Object.assign(new Error('Unable to validate the following destination configurations'), {
  name: 'InvalidArgument',
});

test('waits until the policy of the queue has spread', async () => {
  const lake = bucket();
  let refused = 0;
  const set = async (rule: NotificationRule): Promise<void> => {
    if (refused === 3) await lake.set(rule);
    else throw NOT_YET;
  };
  const pause = async (): Promise<void> => {
    refused += 1;
  };
  await write(event('Create'), { ...lake, set }, pause);
  expect(lake.done).toEqual([{ id: 'lakehouse-pipes', prefix: 'bronze/', target: TARGET }]);
});

test('gives up after two minutes, in the words of S3', async () => {
  let pauses = 0;
  const pause = async (): Promise<void> => {
    pauses += 1;
  };
  await expect(write(event('Create'), bucket(NOT_YET), pause)).rejects.toBe(NOT_YET);
  expect(pauses).toBe(12);
});
