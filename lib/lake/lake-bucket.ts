import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  StorageClass,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Removal } from '../constructs/removal';

export interface LakeBucketProps {
  readonly removal: Removal;
}

/** Objects under `bronze/` never change; what a version is kept for is a mistaken deletion. */
const LIFECYCLE: readonly LifecycleRule[] = [
  { id: 'uploads-that-were-broken-off', abortIncompleteMultipartUploadAfter: Duration.days(7) },
  {
    id: 'deleted-and-replaced-objects',
    noncurrentVersionExpiration: Duration.days(90),
    expiredObjectDeleteMarker: true,
  },
  {
    // Files are read once by their pipe and then hardly ever: this class costs nothing to read again.
    id: 'loaded-files',
    prefix: 'bronze/',
    transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
  },
  { id: 'undelivered-records', prefix: 'errors/', expiration: Duration.days(180) },
];

/** The lake's bucket and the one that its access is logged to. Both have generated names. */
export class LakeBucket extends Construct {
  readonly bucket: IBucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, { removal }: LakeBucketProps) {
    super(scope, id);
    const guarded: BucketProps = {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: removal.ofData,
      autoDeleteObjects: removal.policy === 'destroy',
    };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...guarded,
      lifecycleRules: [{ id: 'old-logs', expiration: Duration.days(90) }],
    });
    const bucket = new Bucket(this, 'Lake', {
      ...guarded,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs as IBucket,
      serverAccessLogsPrefix: 'lake/',
      lifecycleRules: [...LIFECYCLE],
    });
    // The CDK's own types do not hold under exactOptionalPropertyTypes.
    this.bucket = bucket as IBucket;
    // A retained bucket keeps its policy: without it, what is left would take requests without TLS.
    for (const one of [bucket, this.accessLogs]) one.policy?.applyRemovalPolicy(removal.ofData);
  }
}
