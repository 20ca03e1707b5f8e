import { ArnPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { roleNameOf } from '../../lambdas/deployment/contract';
import { acknowledge } from '../constructs/acknowledge';
import type { Settings } from '../settings';
import type { StorageIntegration } from './storage-integration';

export interface StorageRoleProps {
  readonly settings: Settings;
  readonly integration: StorageIntegration;
  readonly bucket: IBucket;
  readonly prefix: string;
}

/**
 * What Snowflake reads the lake with: exactly Snowflake's IAM user may assume it, under the integration's external id.
 * The permissions are those of Snowflake's documentation without the ones to write:
 * https://docs.snowflake.com/en/user-guide/data-load-s3-config-storage-integration
 */
export function storageRole(
  scope: Construct,
  { settings, integration, bucket, prefix }: StorageRoleProps,
): Role {
  const role = new Role(scope, 'StorageRole', {
    roleName: roleNameOf(settings.env, 'storage'),
    description: `Snowflake reads ${prefix} of the lake`,
    assumedBy: new ArnPrincipal(integration.iamUserArn),
    externalIds: [integration.externalId],
    // Part of the role, so that it is complete when the pipes are made.
    inlinePolicies: {
      Read: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['s3:GetObject', 's3:GetObjectVersion'],
            resources: [bucket.arnForObjects(`${prefix}*`)],
          }),
          new PolicyStatement({
            actions: ['s3:ListBucket'],
            resources: [bucket.bucketArn],
            conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } },
          }),
          new PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [bucket.bucketArn] }),
        ],
      }),
    },
  });
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::…/${prefix}*]`]: `Files have generated names: the wildcard ends ${prefix}, and nothing can be written.`,
  });
  return role;
}
