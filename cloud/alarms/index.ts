import {
  paginateDescribeAlarms,
  type CloudWatchClient,
  type ComparisonOperator,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { fail, messageOf } from '../../engine/errors';
import { alarmNameOf, readDescription } from '../../lambdas/deployment/alarms';
import type { Environment } from '../../lambdas/deployment/contract';
import { newestValues } from './newest-values';
import type { AlarmState, AlarmStatus } from './types';

export type { AlarmState, AlarmStatus } from './types';

const STATUS: { readonly [state: string]: AlarmStatus } = { ALARM: 'alarm', OK: 'ok' };
const ORDER: readonly AlarmStatus[] = ['alarm', 'unknown', 'ok'];

/**
 * Every alarm of an environment: what fires comes first, what wakes somebody before the rest, the newest before the older.
 * Throws LH951 where there is none, since nobody would be told of anything.
 */
export async function readAlarms(
  client: CloudWatchClient,
  env: Environment,
  now: Date,
): Promise<readonly AlarmState[]> {
  const found = await asked(env, () => describe(client, env));
  if (found.length === 0) {
    fail(
      'LH951',
      `The deployment "${env}" has no alarm: nobody would be told of anything. Deploy its alarms with npx cdk deploy --all -c env=${env}.`,
    );
  }
  const values = await asked(env, () => newestValues(client, found, now));
  return found
    .map((alarm) => stateOf(alarm, env, values.get(alarm.AlarmName ?? '')))
    .sort(
      (one, other) =>
        ORDER.indexOf(one.status) - ORDER.indexOf(other.status) ||
        Number(other.severity === 'wake') - Number(one.severity === 'wake') ||
        other.since.localeCompare(one.since) ||
        one.alarm.localeCompare(other.alarm),
    );
}

async function describe(client: CloudWatchClient, env: Environment): Promise<readonly MetricAlarm[]> {
  const all: MetricAlarm[] = [];
  const pages = paginateDescribeAlarms(
    { client },
    { AlarmNamePrefix: alarmNameOf(env, ''), AlarmTypes: ['MetricAlarm'] },
  );
  for await (const { MetricAlarms = [] } of pages) all.push(...MetricAlarms);
  return all;
}

async function asked<T>(env: Environment, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error: unknown) {
    return fail(
      'LH103',
      `AWS cannot be asked for the alarms of "${env}": ${messageOf(error)}. Set AWS_PROFILE, or AWS_REGION and credentials.`,
    );
  }
}

function stateOf(alarm: MetricAlarm, env: Environment, value: number | undefined): AlarmState {
  const { AlarmName = '', AlarmDescription = '', StateValue = '', ActionsEnabled = true } = alarm;
  const described = readDescription(AlarmDescription);
  return {
    alarm: AlarmName.slice(alarmNameOf(env, '').length),
    status: STATUS[StateValue] ?? 'unknown',
    since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0)).toISOString(),
    value,
    threshold: thresholdOf(alarm),
    // Somebody's own alarm under our name is shown as well: it is meant for the same eyes.
    meaning: described?.meaning ?? AlarmDescription,
    reason: described?.reason ?? '',
    severity: described?.severity ?? 'day',
    runbook: described?.runbook ?? '',
    tells: ActionsEnabled,
  };
}

const COMPARISON: { readonly [operator in ComparisonOperator]?: string } = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

function thresholdOf({
  ComparisonOperator: operator,
  Threshold = 0,
  EvaluationPeriods = 1,
  Period = 0,
}: MetricAlarm): string {
  const limit = `${(operator && COMPARISON[operator]) ?? operator ?? ''} ${Threshold}`;
  return EvaluationPeriods === 1 ? limit : `${limit} for ${EvaluationPeriods} x ${Period / 60} min`;
}
