import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogStream } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../../lambdas/deployment/contract';
import { acknowledge } from '../constructs/acknowledge';
import { logGroup } from '../constructs/log-group';
import { physicalName } from '../constructs/names';
import type { Settings } from '../settings';
import { deliveryRole } from './delivery-role';
import { ERRORS_PREFIX, EVENTS_PREFIX, EXTENSION } from './object-keys';

export interface DeliveryProps {
  readonly settings: Settings;
  readonly bucket: IBucket;
}

/** Kinesis (unless the settings say: straight) → Firehose → objects of gzipped lines. */
export class Delivery extends Construct {
  /** Undefined where producers write to Firehose itself. */
  readonly kinesis: Stream | undefined;
  readonly firehose: CfnDeliveryStream;
  /** What producers write to. */
  readonly stream: Deployment['stream'];

  constructor(scope: Construct, id: string, { settings, bucket }: DeliveryProps) {
    super(scope, id);
    const { kind } = settings.stream;
    // Another name for the other kind, since Firehose has to be made anew then.
    const names = {
      kinesis: physicalName(this, 'Stream'),
      firehose: physicalName(this, kind === 'kinesis' ? 'FromStream' : 'Direct'),
    };
    const kinesis =
      kind === 'kinesis'
        ? new Stream(this, 'Stream', {
            streamName: names.kinesis,
            streamMode: StreamMode.ON_DEMAND,
            encryption: StreamEncryption.MANAGED,
            // Time to mend a delivery that fails before records are lost: Firehose itself keeps them for a day.
            retentionPeriod: Duration.days(3),
            // Retained, which is the default, it would be paid for by the hour with nobody reading it, and its name
            // would be in the way of the next deploy. What it holds is on its way to the lake, which is retained.
            removalPolicy: RemovalPolicy.DESTROY,
          })
        : undefined;
    const logs = logGroup(this, 'Logs', settings);
    const role = deliveryRole(this, { bucket, kinesis, logs });
    this.firehose = new CfnDeliveryStream(this, 'Firehose', {
      deliveryStreamName: names.firehose,
      ...(kinesis
        ? {
            deliveryStreamType: 'KinesisStreamAsSource',
            kinesisStreamSourceConfiguration: { kinesisStreamArn: kinesis.streamArn, roleArn: role.roleArn },
          }
        : {
            deliveryStreamType: 'DirectPut',
            deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
          }),
      extendedS3DestinationConfiguration: {
        bucketArn: bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: EVENTS_PREFIX,
        errorOutputPrefix: ERRORS_PREFIX,
        fileExtension: EXTENSION,
        compressionFormat: 'GZIP',
        bufferingHints: {
          intervalInSeconds: settings.stream.bufferSeconds,
          sizeInMBs: settings.stream.bufferMegabytes,
        },
        // Emulators have no log streams.
        ...(settings.emulated
          ? {}
          : {
              cloudWatchLoggingOptions: {
                enabled: true,
                logGroupName: logs.logGroupName,
                logStreamName: new LogStream(this, 'LogStream', { logGroup: logs }).logStreamName,
              },
            }),
      },
    });
    this.kinesis = kinesis;
    this.stream = { kind, name: names[kind] };
    if (kinesis)
      acknowledge(this.firehose, {
        'AwsSolutions-KDF1':
          'With Kinesis as its source Firehose refuses the setting: what it holds is encrypted in the stream.',
      });
  }

  /** To put records, and nothing else. */
  grantPut(grantee: IGrantable): void {
    const [action, arn] = this.kinesis
      ? ['kinesis:PutRecords', this.kinesis.streamArn]
      : ['firehose:PutRecordBatch', this.firehose.attrArn];
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [arn] }));
  }
}
