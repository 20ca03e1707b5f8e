import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge';
import { ERRORS_PREFIX, EVENTS_PREFIX, fixedPart } from './object-keys';

export interface DeliveryRoleProps {
  readonly bucket: IBucket;
  readonly kinesis: IStream | undefined;
  readonly logs: ILogGroup;
}

/**
 * What Firehose's documentation asks for, on its two folders alone: the CDK's own construct would let it read and delete
 * the whole lake. https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
 * The policies are part of the role, so that both are there when the delivery stream is made.
 */
export function deliveryRole(scope: Construct, { bucket, kinesis, logs }: DeliveryRoleProps): Role {
  const folders = [EVENTS_PREFIX, ERRORS_PREFIX].map(fixedPart);
  const role = new Role(scope, 'Role', {
    description: 'Firehose writes events and what it could not deliver',
    // As the documentation has it, without an external id: nothing there says that Firehose sends one with every call.
    // Who makes a delivery stream with this role needs iam:PassRole on it, which no other account can be given.
    // https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role
    assumedBy: new ServicePrincipal('firehose.amazonaws.com'),
    inlinePolicies: {
      Deliver: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'],
            resources: folders.map((folder) => bucket.arnForObjects(`${folder}*`)),
          }),
          new PolicyStatement({
            actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
            resources: [bucket.bucketArn],
          }),
          new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] }),
          ...(kinesis
            ? [
                new PolicyStatement({
                  actions: [
                    'kinesis:DescribeStream',
                    'kinesis:GetShardIterator',
                    'kinesis:GetRecords',
                    'kinesis:ListShards',
                  ],
                  resources: [kinesis.streamArn],
                }),
              ]
            : []),
        ],
      }),
    },
  });
  for (const folder of folders)
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::…/${folder}*]`]: `Objects have generated names: the wildcard ends ${folder}.`,
    });
  return role;
}
