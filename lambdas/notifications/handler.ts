import { setTimeout as sleep } from 'node:timers/promises';
import { bucketNotifications, type BucketNotifications } from '../../engine/landing/s3/notifications';
import { lambdaLog } from '../log';
import type { NotificationsAnswer, NotificationsEvent } from './contract';

/**
 * S3 looks whether it may tell the target. Snowflake has let the bucket into its queue's policy a moment ago, and a policy
 * takes up to a minute to spread. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const TRIES = 13;
const PAUSE_MS = 10_000;

/** For the provider of `aws-cdk-lib/custom-resources`, which answers CloudFormation whatever happens here. */
export async function handler(
  event: NotificationsEvent,
  context?: { readonly awsRequestId?: string },
): Promise<NotificationsAnswer> {
  const log = lambdaLog('notifications', context);
  const { bucket, rule } = event.ResourceProperties;
  try {
    const notifications = bucketNotifications(bucket, process.env['AWS_ENDPOINT_URL_S3']);
    const answer = await write(event, notifications, async () => {
      log.info('S3 may not tell the target yet: tried again', { bucket, rule });
      await sleep(PAUSE_MS);
    });
    log.info('notifications written', { request: event.RequestType, bucket, rule });
    return answer;
  } catch (error: unknown) {
    log.error('notifications not written', error, { request: event.RequestType, bucket, rule });
    throw error;
  }
}

export async function write(
  { RequestType, ResourceProperties: { bucket, rule: id, prefix, target } }: NotificationsEvent,
  notifications: BucketNotifications,
  pause: () => Promise<void>,
): Promise<NotificationsAnswer> {
  switch (RequestType) {
    case 'Create':
    case 'Update':
      await untilValid(() => notifications.set({ id, prefix, target }), pause);
      break;
    case 'Delete':
      // A bucket that is gone notifies nobody: a rollback must not stop at it.
      await notifications.remove(id).catch((error: unknown) => {
        if (!isMissingBucket(error)) throw error;
      });
  }
  return { PhysicalResourceId: `${bucket}/${id}` };
}

async function untilValid(set: () => Promise<void>, pause: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await set();
    } catch (error: unknown) {
      if (!isNotValidYet(error) || tried === TRIES) throw error;
      await pause();
    }
  }
}

const isNotValidYet = (error: unknown): boolean =>
  error instanceof Error && /unable to validate the following destination/i.test(error.message);

const isMissingBucket = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchBucket';
