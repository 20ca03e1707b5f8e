import { Duration } from 'aws-cdk-lib';
import {
  Color,
  GraphWidget,
  MathExpression,
  Metric,
  SingleValueWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE } from '../../../lambdas/deployment/contract';
import { ENVIRONMENT_DIMENSION, METRICS, type MetricName } from '../../../lambdas/monitor/contract';
import type { AlarmDefinition, Expectations } from '../alarms';
import type { WatchedMetric } from '../alarms/types';

type Statistic = AlarmDefinition['statistic'];

/** The width of a dashboard. */
export const WHOLE_ROW = 24;

export const metric = (
  { namespace, name, dimensions }: WatchedMetric,
  statistic: Statistic,
  label: string,
  periodSeconds = 300,
): Metric =>
  new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { ...dimensions },
    statistic,
    label,
    period: Duration.seconds(periodSeconds),
  });

const tickOf = (name: MetricName, { frequentTick }: Expectations): number =>
  METRICS[name].tick === 'hourly' ? 3600 : frequentTick;

/** The environment's total of a metric of our own. */
export const total = (name: MetricName, label: string, expected: Expectations): Metric =>
  metric(
    {
      namespace: METRIC_NAMESPACE,
      name,
      dimensions: { [ENVIRONMENT_DIMENSION]: expected.environment },
    },
    'Maximum',
    label,
    tickOf(name, expected),
  );

/**
 * One line a value of the metric's dimension, the largest first, found when the dashboard is looked at: what there is
 * need not be known at the deploy. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function details(
  name: Exclude<MetricName, UndetailedMetric>,
  expected: Expectations,
  most: number,
): MathExpression {
  const { detail } = METRICS[name];
  const search = `SEARCH('{${METRIC_NAMESPACE},${ENVIRONMENT_DIMENSION},${detail}} MetricName="${name}" ${ENVIRONMENT_DIMENSION}="${expected.environment}"', 'Maximum')`;
  return new MathExpression({
    expression: `SORT(${search}, MAX, DESC, ${most})`,
    label: '',
    period: Duration.seconds(tickOf(name, expected)),
  });
}
type UndetailedMetric = {
  [name in MetricName]: (typeof METRICS)[name] extends { readonly detail: string } ? never : name;
}[MetricName];

/** Lines over time, with the alarm's threshold where one is given. */
export function graph(
  title: string,
  lines: readonly IMetric[],
  { width = 8, unit, threshold }: { width?: number; unit: string; threshold?: number },
): GraphWidget {
  return new GraphWidget({
    title,
    left: [...lines],
    width,
    height: 6,
    leftYAxis: { min: 0, label: unit, showUnits: false },
    leftAnnotations: threshold === undefined ? [] : [{ value: threshold, color: Color.RED, label: 'alarm' }],
  });
}

/** The newest value, large. */
export const number = (title: string, one: IMetric, width = 4): SingleValueWidget =>
  new SingleValueWidget({ title, metrics: [one], width, height: 3 });
