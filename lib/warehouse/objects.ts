import { CustomResource } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { snowflakeNamesOf } from '../../lambdas/deployment/contract';
import { SETUP_RESOURCE, type ObjectsAttributes, type ObjectsProperties } from '../../lambdas/setup/contract';
import type { Removal } from '../constructs/removal';
import type { Settings } from '../settings';
import type { SetupFunctions } from './setup-functions';

export interface ObjectsProps {
  readonly settings: Settings;
  readonly setup: SetupFunctions;
  readonly bucket: IBucket;
  /** @default the pipes' own queue is notified */
  readonly topic: ITopic | undefined;
  readonly removal: Removal;
}

/** Schemas, formats, stage, tables and pipes in Snowflake. */
export class Objects extends CustomResource {
  /** ARN of the one queue that all pipes share. */
  readonly notificationChannel: string;

  constructor(scope: Construct, id: string, { settings, setup, bucket, topic, removal }: ObjectsProps) {
    const { database, integration } = snowflakeNamesOf(settings.env);
    const properties: ObjectsProperties = {
      phase: 'objects',
      database,
      integration,
      lakeUrl: `s3://${bucket.bucketName}/`,
      ...(topic ? { snsTopic: topic.topicArn } : {}),
      revision: setup.revision,
      waitSeconds: String(setup.patience.wait.toSeconds()),
      removal:
        removal.policy === 'destroy' ? { policy: 'destroy', confirmed: database } : { policy: 'retain' },
    };
    super(scope, id, {
      resourceType: SETUP_RESOURCE.objects,
      serviceToken: setup.serviceToken,
      serviceTimeout: setup.patience.serviceTimeout,
      properties,
    });
    this.notificationChannel = this.getAttString('notificationChannel' satisfies keyof ObjectsAttributes);
  }
}
