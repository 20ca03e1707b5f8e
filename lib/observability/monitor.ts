import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../../lambdas/deployment/contract';
import { MONITOR_ENV, type MonitorEvent, type Tick } from '../../lambdas/monitor/contract';
import { acknowledge } from '../constructs/acknowledge';
import type { CodeOf } from '../constructs/code';
import { DeadLetters } from '../constructs/dead-letters';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { schedule } from '../constructs/schedule';
import type { Settings } from '../settings';
import { grantState } from '../transforms';

export interface MonitorProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  readonly bucket: IBucket;
  readonly stateTable: ITable;
  /** After which a model counts as stale that says nothing of its own. */
  readonly freshnessHours: number;
}

/** Past the hour: Snowflake meters by the hour. */
const HOURLY = 'cron(10 * * * ? *)';

/** What it reads of the lake. */
const FOLDERS = ['bronze/', 'errors/'];

/** The function that looks, and the two schedules on which it does. */
export class Monitor extends Construct {
  readonly function: LakehouseFunction;

  constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    const { settings, bucket, stateTable } = props;
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    this.function = new LakehouseFunction(this, 'Function', {
      settings,
      code: props.code,
      folder: 'monitor',
      description: 'Looks at pipes, runs, loads and credits; publishes metrics',
      environment: environmentOf(MONITOR_ENV, {
        environment: settings.env,
        project: undefined,
        stateTable: stateTable.tableName,
        bucket: bucket.bucketName,
        freshnessHours: String(props.freshnessHours),
      }),
      // An hourly look reads and parses the files that were loaded in part.
      timeout: Duration.minutes(10),
      memory: 1024,
      snowflake: 'monitor',
      deadLetters,
    });
    grantState(stateTable, this.function);
    for (const statement of looksAt(bucket)) this.function.addToRolePolicy(statement);
    for (const folder of FOLDERS)
      acknowledge(this, {
        [`AwsSolutions-IAM5[Resource::…/${folder}*]`]: `Files have generated names: the wildcard ends ${folder}.`,
      });
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]': `PutMetricData has no resource; a condition binds it to the namespace ${METRIC_NAMESPACE}.`,
    });
    const look = (name: string, tick: Tick, expression: string) =>
      schedule(this, name, {
        expression,
        target: this.function,
        event: { tick } satisfies MonitorEvent,
        deadLetters,
        description: `The monitor's ${tick} look`,
      });
    look('Frequent', 'frequent', settings.monitor.schedule);
    look('Hourly', 'hourly', HOURLY);
  }
}

const looksAt = (bucket: IBucket): readonly PolicyStatement[] => [
  new PolicyStatement({
    actions: ['s3:GetObject'],
    resources: FOLDERS.map((folder) => bucket.arnForObjects(`${folder}*`)),
  }),
  new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': FOLDERS.map((folder) => `${folder}*`) } },
  }),
  new PolicyStatement({
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': METRIC_NAMESPACE } },
  }),
];
