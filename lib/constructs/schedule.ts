import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters';

export interface ScheduleProps {
  /** `rate(…)` or `cron(…)`, UTC. */
  readonly expression: string;
  readonly target: IFunction;
  /** What the function is sent. @default {} */
  readonly event?: object;
  /** Where an invocation goes that could not even be handed over. */
  readonly deadLetters: DeadLetters;
  readonly description: string;
}

/** A function by the clock. The next time comes anyway, so one that is an hour late is not made up for. */
export function schedule(scope: Construct, id: string, props: ScheduleProps): Schedule {
  return new Schedule(scope, id, {
    description: props.description,
    schedule: ScheduleExpression.expression(props.expression),
    target: new LambdaInvoke(props.target, {
      input: ScheduleTargetInput.fromObject(props.event ?? {}),
      deadLetterQueue: props.deadLetters,
      retryAttempts: 3,
      maxEventAge: Duration.hours(1),
    }),
  });
}
