import type { BucketNotifications, NotificationRule } from '../../../engine/landing/s3/notifications';
import type { NotificationsEvent } from '../../../lambdas/notifications/contract';
import { write } from '../../../lambdas/notifications/handler';

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
