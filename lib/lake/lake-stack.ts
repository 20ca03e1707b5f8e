import { CfnOutput } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';
import { LakeBucket } from './lake-bucket';
import { NotificationWriter } from './notification-writer';

/** The bucket that all files land in, and the only one who writes whom it notifies. */
export class LakeStack extends LakehouseStack {
  readonly bucket: IBucket;
  readonly notificationWriter: NotificationWriter;

  constructor(scope: Construct, props: LakehouseStackProps) {
    super(scope, 'Lake', 'the bucket that all files land in', props);
    const { settings, code } = props;
    this.bucket =
      settings.adopt.bucket === undefined
        ? new LakeBucket(this, 'Bucket', { removal: this.removal }).bucket
        : Bucket.fromBucketName(this, 'Bucket', settings.adopt.bucket);
    this.notificationWriter = new NotificationWriter(this, 'NotificationWriter', {
      settings,
      code,
      bucket: this.bucket,
    });
    new CfnOutput(this, 'BucketName', {
      value: this.bucket.bucketName,
      description: 'Where files land. After a retained deploy has gone: adopt.bucket of the next one.',
    });
  }
}
