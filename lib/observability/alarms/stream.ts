import type { Watched } from '../watched';
import type { AlarmDefinition, Expectations } from './types';

const FIVE_MINUTES = 300;
const HOUR = 3600;

const quiet = { periodSeconds: FIVE_MINUTES, missing: 'notBreaching', severity: 'day' } as const;

/**
 * The way of events into the lake, by the services' own metrics.
 * https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const streamAlarms = (
  { streams, deliveries }: Watched,
  { deliveryBuffer }: Expectations,
): readonly AlarmDefinition[] => [
  ...streams.flatMap(({ part, name, retentionHours }): readonly AlarmDefinition[] => {
    const metric = (of: string) => ({
      namespace: 'AWS/Kinesis',
      name: of,
      dimensions: { StreamName: name },
    });
    return [
      {
        ...quiet,
        id: `stream-throttled-${part}`,
        heading: 'stream-throttled',
        metric: metric('WriteProvisionedThroughputExceeded'),
        statistic: 'Sum',
        periods: 3,
        comparison: '>',
        threshold: 0,
        meaning: `Kinesis refuses records of ${part}.`,
        reason:
          'producers send refused records again, and a stream on demand grows within minutes; a quarter of an hour of it is neither.',
      },
      {
        ...quiet,
        id: `stream-nearly-lost-${part}`,
        heading: 'stream-nearly-lost',
        metric: metric('GetRecords.IteratorAgeMilliseconds'),
        statistic: 'Maximum',
        periods: 1,
        comparison: '>',
        threshold: (retentionHours / 2) * HOUR * 1000,
        meaning: `Records of ${part} are read so late that they will be lost.`,
        reason: `milliseconds; half of the ${retentionHours} h for which Kinesis keeps a record, so that the other half is left to act in.`,
        severity: 'wake',
      },
    ];
  }),
  ...deliveries.flatMap(({ part, name, source }): readonly AlarmDefinition[] => {
    const metric = (of: string) => ({
      namespace: 'AWS/Firehose',
      name: of,
      dimensions: { DeliveryStreamName: name },
    });
    return [
      {
        ...quiet,
        id: `delivery-late-${part}`,
        heading: 'delivery-late',
        metric: metric('DeliveryToS3.DataFreshness'),
        statistic: 'Maximum',
        periods: 2,
        comparison: '>',
        threshold: deliveryBuffer + 900,
        meaning: `Events wait in Firehose and are not written to the lake.`,
        reason: `seconds; the buffer's ${deliveryBuffer} and a quarter of an hour, in which Firehose has tried again several times.`,
      },
      {
        ...quiet,
        id: `delivery-failing-${part}`,
        heading: 'delivery-failing',
        metric: metric('DeliveryToS3.Success'),
        statistic: 'Average',
        periodSeconds: 900,
        periods: 2,
        comparison: '<',
        threshold: 0.9,
        meaning: `Firehose cannot write to the lake.`,
        reason:
          'the share of writes that S3 took; one that fails is tried again for 24 hours, a tenth of them over half an hour is no passing trouble.',
      },
      ...(source === 'direct'
        ? [
            {
              ...quiet,
              id: `delivery-throttled-${part}`,
              heading: 'stream-throttled',
              metric: metric('ThrottledRecords'),
              statistic: 'Sum',
              periods: 3,
              comparison: '>',
              threshold: 0,
              meaning: `Firehose refuses records of ${part}.`,
              reason:
                'producers send refused records again; a quarter of an hour of it is no burst any more.',
            } as const,
          ]
        : []),
    ];
  }),
];
