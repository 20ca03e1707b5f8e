import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ARRIVAL_ENV, type StartEvent } from '../../lambdas/arrival/contract';
import type { CodeOf } from '../constructs/code';
import { DeadLetters } from '../constructs/dead-letters';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { physicalName } from '../constructs/names';
import { schedule } from '../constructs/schedule';
import type { Settings } from '../settings';
import { grantState } from './state-table';

export interface ArrivalsProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  readonly bucket: IBucket;
  readonly stateTable: ITable;
  readonly machine: StateMachine;
}

/**
 * Starts runs: when a file lands, and by the clock. S3 tells EventBridge of every object, which leaves the one rule of
 * the bucket to the pipes.
 */
export class Arrivals extends Construct {
  constructor(scope: Construct, id: string, { settings, code, bucket, stateTable, machine }: ArrivalsProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    const arrival = new LakehouseFunction(this, 'Function', {
      settings,
      code,
      folder: 'arrival',
      description: 'Notes what has landed and starts the run machine when it is idle',
      environment: environmentOf(ARRIVAL_ENV, {
        stateTable: stateTable.tableName,
        stateMachineArn: machine.stateMachineArn,
      }),
      timeout: Duration.seconds(30),
      memory: 256,
      deadLetters,
    });
    grantState(stateTable, arrival);
    machine.grantStartExecution(arrival);

    new Rule(this, 'Landed', {
      ruleName: physicalName(this, 'Landed'),
      description: 'A file has landed in the lake',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: 'bronze/' }] } },
      },
      targets: [
        new LambdaFunction(arrival, {
          deadLetterQueue: deadLetters,
          retryAttempts: 3,
          // The next file, or the schedule, starts a run as well.
          maxEventAge: Duration.hours(1),
        }),
      ],
    });
    schedule(this, 'Schedule', {
      expression: settings.transforms.schedule,
      target: arrival,
      event: { type: 'start', reason: 'schedule' } satisfies StartEvent,
      deadLetters,
      description: 'A run, whether or not anything has landed',
    });
  }
}
