import { PutMetricDataCommand, type CloudWatchClient, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Measured, Measurement } from '../../engine/monitor/measurement';
import { METRIC_NAMESPACE } from '../deployment/contract';
import { ENVIRONMENT_DIMENSION, METRICS, type MetricDefinition } from './contract';

/**
 * A call takes 1,000 data points and 1 MB; those with long names are 200 bytes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
const POINTS_A_CALL = 500;

/** The environment's series of each measurement, and those of its details. */
export function dataOf(
  environment: string,
  measurements: readonly Measurement[],
  at: Date,
): readonly MetricDatum[] {
  return measurements.flatMap(({ name, values }) => {
    const { unit, total, detail }: MetricDefinition = METRICS[name];
    const base = { Name: ENVIRONMENT_DIMENSION, Value: environment };
    const point = (
      value: number,
      ...dimensions: readonly { Name: string; Value: string }[]
    ): MetricDatum => ({
      ...{ MetricName: name, Timestamp: at, Unit: unit, Value: value },
      Dimensions: [base, ...dimensions],
    });
    // A series costs by the hour in which it has a point, and of most details there is nothing to tell.
    const details = values.flatMap(({ of, value }) =>
      of === undefined || detail === undefined || value === 0
        ? []
        : [point(value, { Name: detail, Value: of })],
    );
    return [point(totalOf(values, total)), ...details];
  });
}

const totalOf = (values: readonly Measured[], how: MetricDefinition['total']): number =>
  how === 'sum'
    ? values.reduce((sum, { value }) => sum + value, 0)
    : values.reduce((most, { value }) => Math.max(most, value), 0);

/** @returns the data points that were published */
export async function publish(
  client: CloudWatchClient,
  environment: string,
  measurements: readonly Measurement[],
  at: Date,
): Promise<number> {
  const data = dataOf(environment, measurements, at);
  for (let from = 0; from < data.length; from += POINTS_A_CALL) {
    await client.send(
      new PutMetricDataCommand({
        Namespace: METRIC_NAMESPACE,
        MetricData: data.slice(from, from + POINTS_A_CALL),
      }),
    );
  }
  return data.length;
}
