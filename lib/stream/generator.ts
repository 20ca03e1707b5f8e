import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { GENERATOR_ENV } from '../../lambdas/generator/contract';
import { acknowledge } from '../constructs/acknowledge';
import type { CodeOf } from '../constructs/code';
import { DeadLetters } from '../constructs/dead-letters';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { schedule } from '../constructs/schedule';
import type { Settings } from '../settings';
import { grantState } from '../transforms';
import type { Delivery } from './delivery';

export interface GeneratorProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  readonly bucket: IBucket;
  readonly stateTable: ITable;
  readonly delivery: Delivery;
}

/** Records that the stream would not take are kept here. */
const KEPT = 'errors/stream/';

/** Sends demonstration events, as if the shop was open: nothing where the settings say `off`. */
export class Generator extends Construct {
  readonly function: LakehouseFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: GeneratorProps) {
    super(scope, id);
    const { settings, code, bucket, stateTable, delivery } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.function = new LakehouseFunction(this, 'Function', {
      settings,
      code,
      folder: 'generator',
      description: 'Sends demonstration events to the stream',
      timeout: Duration.minutes(5),
      memory: 512,
      atMost: 1,
      deadLetters: this.deadLetters,
      environment: environmentOf(GENERATOR_ENV, {
        environment: settings.env,
        stateTable: stateTable.tableName,
        bucket: bucket.bucketName,
        streamKind: delivery.stream.kind,
        streamName: delivery.stream.name,
        seed: undefined,
        sessionsPerHour: undefined,
        trouble: undefined,
      }),
    });
    delivery.grantPut(this.function);
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${KEPT}*`)] }),
    );
    grantState(stateTable, this.function);
    acknowledge(this, {
      [`AwsSolutions-IAM5[Resource::…/${KEPT}*]`]: `Kept records have generated names: the wildcard ends ${KEPT}.`,
    });
    if (settings.stream.generator !== 'off')
      schedule(this, 'Schedule', {
        expression: settings.stream.generator,
        target: this.function,
        deadLetters: this.deadLetters,
        description: 'Demonstration events',
      });
  }
}
