import { CustomResource, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { NOTIFICATIONS_RESOURCE, type NotificationsProperties } from '../../lambdas/notifications/contract';
import type { CodeOf } from '../constructs/code';
import { LakehouseFunction } from '../constructs/function';
import { acknowledgeProvider } from '../constructs/provider';
import { logGroup } from '../constructs/log-group';
import type { Settings } from '../settings';

export interface NotificationWriterProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  readonly bucket: IBucket;
}

/**
 * Writes rules into the bucket's one document of notifications, also into that of an adopted bucket, and leaves alone
 * what others wrote there. (`AWS::S3::Bucket` holds the document as a property: a rule there would have to be known
 * before the pipes, whose queue it names, and they need the bucket.)
 */
export class NotificationWriter extends Construct {
  private readonly provider: Provider;
  private readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { settings, code, bucket }: NotificationWriterProps) {
    super(scope, id);
    this.bucket = bucket;
    const writer = new LakehouseFunction(this, 'Function', {
      settings,
      code,
      folder: 'notifications',
      description: "Writes the lake's rule of notifications",
      memory: 256,
      // It waits for the policy of the pipes' queue to spread.
      timeout: Duration.minutes(3),
    });
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetBucketNotification', 's3:PutBucketNotification'],
        resources: [bucket.bucketArn],
      }),
    );
    this.provider = new Provider(this, 'Provider', {
      onEventHandler: writer,
      logGroup: logGroup(this, 'ProviderLogs', settings),
    });
    acknowledgeProvider(this.provider);
  }

  /** A rule, as a resource of the stack that knows its target. */
  rule(scope: Construct, id: string, rule: Omit<NotificationsProperties, 'bucket'>): CustomResource {
    return new CustomResource(scope, id, {
      resourceType: NOTIFICATIONS_RESOURCE,
      serviceToken: this.provider.serviceToken,
      serviceTimeout: Duration.minutes(5),
      properties: { bucket: this.bucket.bucketName, ...rule } satisfies NotificationsProperties,
    });
  }
}
