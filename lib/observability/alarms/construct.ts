import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmNameOf, describeAlarm } from '../../../lambdas/deployment/alarms';
import type { Settings } from '../../settings';
import type { AlarmDefinition } from './types';

const MISSING = {
  notBreaching: TreatMissingData.NOT_BREACHING,
  breaching: TreatMissingData.BREACHING,
  missing: TreatMissingData.MISSING,
} as const;

const COMPARISON = {
  '>': ComparisonOperator.GREATER_THAN_THRESHOLD,
  '<': ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

export interface AlarmsProps {
  readonly settings: Settings;
  readonly definitions: readonly AlarmDefinition[];
  readonly topic: ITopic;
}

/** The catalogue in CloudWatch. Both ways are told: that it began and that it is over. */
export class Alarms extends Construct {
  readonly all: ReadonlyMap<string, Alarm>;

  constructor(scope: Construct, id: string, { settings, definitions, topic }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.all = new Map(
      definitions.map((definition) => {
        const alarm = new Alarm(this, definition.id, {
          alarmName: alarmNameOf(settings.env, definition.id),
          alarmDescription: describeAlarm(definition, settings.alarms.runbook),
          metric: metricOf(definition),
          threshold: definition.threshold,
          comparisonOperator: COMPARISON[definition.comparison],
          evaluationPeriods: definition.periods,
          treatMissingData: MISSING[definition.missing],
        });
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        return [definition.id, alarm];
      }),
    );
  }
}

const metricOf = ({ metric, statistic, periodSeconds }: AlarmDefinition): Metric =>
  new Metric({
    namespace: metric.namespace,
    metricName: metric.name,
    dimensionsMap: metric.dimensions,
    statistic,
    period: Duration.seconds(periodSeconds),
  });
