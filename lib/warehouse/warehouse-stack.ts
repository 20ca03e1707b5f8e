import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';
import type { NotificationWriter } from '../lake/notification-writer';
import { FanOut } from './fan-out';
import { Objects } from './objects';
import { SetupFunctions } from './setup-functions';
import { StorageIntegration } from './storage-integration';
import { storageRole } from './storage-role';

export interface WarehouseStackProps extends LakehouseStackProps {
  readonly bucket: IBucket;
  readonly notificationWriter: NotificationWriter;
}

/** Nothing but data lies below it, so that one rule of the bucket serves all pipes. */
export const LANDING_PREFIX = 'bronze/';

/**
 * The handshake between Snowflake and the bucket, in the order that breaks the circle: the integration names a role that
 * need not exist and says whom the role will trust; then the role; then what needs both; the bucket's rule last, since
 * the pipes tell the queue.
 */
export class WarehouseStack extends LakehouseStack {
  /** The role of setup, which the canary shares. */
  readonly setupRole: IRole;
  /** Another one whenever the pipes may have changed. */
  readonly revision: string;

  constructor(scope: Construct, props: WarehouseStackProps) {
    super(scope, 'Warehouse', "Snowflake's access to the lake, tables and pipes", props);
    const { settings, code, bucket, notificationWriter } = props;
    const setup = new SetupFunctions(this, 'Setup', { settings, code });
    const fanOut = settings.notifications === 'sns' ? new FanOut(this, 'FanOut', { bucket }) : undefined;
    const integration = new StorageIntegration(this, 'Integration', {
      settings,
      setup,
      bucket,
      prefix: LANDING_PREFIX,
      topic: fanOut?.topic,
      removal: this.removal,
    });
    fanOut?.grantSubscribe(integration.subscriberArn);
    const role = storageRole(this, { settings, integration, bucket, prefix: LANDING_PREFIX });
    const objects = new Objects(this, 'Objects', {
      settings,
      setup,
      bucket,
      topic: fanOut?.topic,
      removal: this.removal,
    });
    objects.node.addDependency(role);
    if (fanOut) objects.node.addDependency(fanOut);
    const rule = notificationWriter.rule(this, 'Notifications', {
      rule: 'lakehouse-pipes',
      prefix: LANDING_PREFIX,
      target: fanOut?.topic.topicArn ?? objects.notificationChannel,
    });
    // The topic's name says neither that S3 looks at its policy nor that the pipes come first; the queue's is the pipes'.
    if (fanOut) rule.node.addDependency(objects);
    this.setupRole = setup.role;
    this.revision = setup.revision;
  }
}
