import {
  paginateGetMetricData,
  type CloudWatchClient,
  type MetricAlarm,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';

/** What one call takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const QUERIES = 500;

/** The newest data point of what each alarm watches, as far back as the alarm looks, by the alarm's name. */
export async function newestValues(
  client: CloudWatchClient,
  alarms: readonly MetricAlarm[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const newest = new Map<string, number>();
  for (let from = 0; from < alarms.length; from += QUERIES) {
    const batch = alarms.slice(from, from + QUERIES);
    // A period that has just begun has no data yet, so one more than the alarm looks at.
    const span = Math.max(
      0,
      ...batch.map(({ Period = 0, EvaluationPeriods = 1 }) => Period * (EvaluationPeriods + 1)),
    );
    const pages = paginateGetMetricData(
      { client },
      {
        MetricDataQueries: batch.map(queryOf),
        StartTime: new Date(now.getTime() - span * 1000),
        EndTime: now,
        ScanBy: 'TimestampDescending',
      },
    );
    for await (const { MetricDataResults = [] } of pages) {
      for (const { Id = '', Values: [value] = [] } of MetricDataResults) {
        const name = batch[Number(Id.slice(1))]?.AlarmName;
        if (name !== undefined && value !== undefined && !newest.has(name)) newest.set(name, value);
      }
    }
  }
  return newest;
}

const queryOf = (
  { Namespace, MetricName, Dimensions, Statistic, Period }: MetricAlarm,
  index: number,
): MetricDataQuery => ({
  Id: `a${index}`,
  MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Stat: Statistic, Period },
});
