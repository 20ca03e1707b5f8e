import { createHash } from 'node:crypto';
import { CustomResource } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { prefixOf, roleArnOf, snowflakeNamesOf } from '../../lambdas/deployment/contract';
import {
  SETUP_RESOURCE,
  type IntegrationAttributes,
  type IntegrationProperties,
} from '../../lambdas/setup/contract';
import type { Removal } from '../constructs/removal';
import type { Settings } from '../settings';
import type { SetupFunctions } from './setup-functions';

export interface StorageIntegrationProps {
  readonly settings: Settings;
  readonly setup: SetupFunctions;
  readonly bucket: IBucket;
  readonly prefix: string;
  /** Asks Snowflake whose queue will subscribe to it. @default the pipes' own queue is notified */
  readonly topic: ITopic | undefined;
  readonly removal: Removal;
}

/** The integration in Snowflake. Its attributes say whom the role is to trust. */
export class StorageIntegration extends CustomResource {
  readonly iamUserArn: string;
  readonly externalId: string;
  /** Of the topic; there is none without one. */
  readonly subscriberArn: string;

  constructor(scope: Construct, id: string, props: StorageIntegrationProps) {
    const { settings, setup, bucket, prefix, topic, removal } = props;
    const name = snowflakeNamesOf(settings.env).integration;
    const properties: IntegrationProperties = {
      phase: 'integration',
      integration: name,
      roleArn: roleArnOf(settings, settings.env, 'storage'),
      externalId: externalIdOf(settings),
      allowedLocations: [`s3://${bucket.bucketName}/${prefix}`],
      ...(topic ? { snsTopic: topic.topicArn } : {}),
      removal: removal.policy === 'destroy' ? { policy: 'destroy', confirmed: name } : { policy: 'retain' },
    };
    super(scope, id, {
      resourceType: SETUP_RESOURCE.integration,
      serviceToken: setup.serviceToken,
      serviceTimeout: setup.patience.serviceTimeout,
      properties,
    });
    const attribute = (key: keyof IntegrationAttributes): string => this.getAttString(key);
    this.iamUserArn = attribute('iamUserArn');
    this.externalId = attribute('externalId');
    this.subscriberArn = attribute('subscriberArn');
  }
}

/**
 * Chosen by us, so that it does not change when the integration is made anew. It is no secret: it keeps Snowflake from
 * using the role for another of its customers. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
function externalIdOf({ env, account, region, snowflake }: Settings): string {
  const hash = createHash('sha256').update([env, account, region, snowflake.account].join('/')).digest('hex');
  return `${prefixOf(env)}-${hash.slice(0, 24)}`;
}
