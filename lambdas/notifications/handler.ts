import { bucketNotifications, type BucketNotifications } from '../../engine/landing/s3/notifications';
import { lambdaLog } from '../log';
import type { NotificationsAnswer, NotificationsEvent } from './contract';

/** For the provider of `aws-cdk-lib/custom-resources`, which answers CloudFormation whatever happens here. */
export async function handler(
  event: NotificationsEvent,
  context?: { readonly awsRequestId?: string },
): Promise<NotificationsAnswer> {
  const log = lambdaLog('notifications', context);
  const { bucket, rule } = event.ResourceProperties;
  try {
    const answer = await write(event, bucketNotifications(bucket, process.env['AWS_ENDPOINT_URL_S3']));
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
): Promise<NotificationsAnswer> {
  switch (RequestType) {
    case 'Create':
    case 'Update':
      await notifications.set({ id, prefix, target });
      break;
    case 'Delete':
      // A bucket that is gone notifies nobody: a rollback must not stop at it.
      await notifications.remove(id).catch((error: unknown) => {
        if (!isMissingBucket(error)) throw error;
      });
  }
  return { PhysicalResourceId: `${bucket}/${id}` };
}

const isMissingBucket = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchBucket';
