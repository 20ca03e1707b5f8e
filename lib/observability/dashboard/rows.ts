import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition, Expectations } from '../alarms';
import type { Watched } from '../watched';
import { details, graph, metric, number, total, WHOLE_ROW } from './graphs';

/** What the rows are made of. */
export interface Shown {
  readonly watched: Watched;
  readonly expected: Expectations;
  readonly definitions: readonly AlarmDefinition[];
}

const HALF = WHOLE_ROW / 2;
const THIRD = WHOLE_ROW / 3;

function thresholdOf({ definitions }: Shown, heading: string): { readonly threshold?: number } {
  const found = definitions.find((definition) => definition.heading === heading);
  return found ? { threshold: found.threshold } : {};
}

/** Is it healthy? Everything here is 0 on a good day. */
export const health = ({ expected }: Shown): IWidget[] => [
  number('Stale models', total('ModelsStale', 'models', expected)),
  number('Last run failed', total('LastRunFailed', 'runs', expected)),
  number('Tests failed', total('TestsFailed', 'tests', expected)),
  number('Pipes not running', total('PipesNotRunning', 'pipes', expected)),
  number('Files not loaded', total('FilesMissing', 'files', expected)),
  number('Since the last run', total('SecondsSinceRun', 'seconds', expected)),
];

/** How old is what readers see? */
export const freshness = (shown: Shown): IWidget[] => [
  graph('Age of gold: the ten oldest models', [details('ModelAge', shown.expected, 10)], {
    unit: 'seconds',
    width: HALF,
    threshold: shown.expected.freshness,
  }),
  graph(
    'Oldest file that waits, by pipe: told of and not loaded, or not told of',
    [details('PipeLag', shown.expected, 5), details('NotificationLag', shown.expected, 5)],
    { unit: 'seconds', width: HALF, ...thresholdOf(shown, 'pipe-lag') },
  ),
];

/** Events and files on their way into bronze. */
export const ingest = (shown: Shown): IWidget[] => {
  const { watched, expected } = shown;
  const records = watched.streams.map(({ part, name }) =>
    metric(
      { namespace: 'AWS/Kinesis', name: 'IncomingRecords', dimensions: { StreamName: name } },
      'Sum',
      part,
    ),
  );
  const delivered = (name: string, statistic: 'Sum' | 'Maximum') =>
    watched.deliveries.map((delivery) =>
      metric(
        { namespace: 'AWS/Firehose', name, dimensions: { DeliveryStreamName: delivery.name } },
        statistic,
        delivery.part,
      ),
    );
  return [
    graph(
      'Events in, events written to the lake',
      [...records, ...delivered('DeliveryToS3.Records', 'Sum')],
      {
        unit: 'records in 5 min',
        width: THIRD,
      },
    ),
    graph('Oldest event in Firehose', delivered('DeliveryToS3.DataFreshness', 'Maximum'), {
      unit: 'seconds',
      width: THIRD,
      ...thresholdOf(shown, 'delivery-late'),
    }),
    graph(
      'Files',
      [
        total('PipePendingFiles', 'waiting for a pipe', expected),
        total('LoadsPartial', 'loaded in part', expected),
        total('LoadsFailed', 'not loaded for errors', expected),
        total('FilesMissing', 'not in the ledger', expected),
        total('UndeliveredObjects', 'kept below errors/', expected),
      ],
      { unit: 'files', width: THIRD },
    ),
  ];
};

export const runs = (shown: Shown): IWidget[] => {
  const { watched, expected } = shown;
  const executions = (name: string, label: string) =>
    watched.machines.map(({ arn }) =>
      metric({ namespace: 'AWS/States', name, dimensions: { StateMachineArn: arn } }, 'Sum', label),
    );
  return [
    graph('A run is under way for', [total('RunSeconds', 'seconds', expected)], {
      unit: 'seconds',
      width: THIRD,
      ...thresholdOf(shown, 'run-too-long'),
    }),
    graph(
      'Executions',
      [
        ...executions('ExecutionsStarted', 'started'),
        ...executions('ExecutionsSucceeded', 'succeeded'),
        ...executions('ExecutionsFailed', 'failed'),
        ...executions('ExecutionsTimedOut', 'timed out'),
      ],
      { unit: 'in 5 min', width: THIRD },
    ),
    graph(
      'Of the last run',
      [
        total('ModelsFailed', 'models failed', expected),
        total('TestsFailed', 'tests failed', expected),
        total('TestsWarned', 'tests warned', expected),
      ],
      { unit: 'number', width: THIRD },
    ),
  ];
};

export const quality = ({ expected }: Shown): IWidget[] => [
  graph('Rows that did not load, by domain', [details('RowsRejected', expected, 10)], {
    unit: 'rows an hour',
    width: THIRD,
  }),
  graph('Rows in quarantine without an accepted row', [details('QuarantineUnresolved', expected, 10)], {
    unit: 'rows',
    width: THIRD,
  }),
  graph('… and what came in an hour', [details('QuarantineAdded', expected, 10)], {
    unit: 'rows an hour',
    width: THIRD,
  }),
];

export const cost = (shown: Shown): IWidget[] => [
  graph('Snowflake credits of the last 24 hours', [total('CreditsLastDay', 'all', shown.expected)], {
    unit: 'credits',
    width: HALF,
    ...thresholdOf(shown, 'credits-per-day'),
  }),
  graph('… by warehouse and pipes', [details('CreditsLastDay', shown.expected, 10)], {
    unit: 'credits',
    width: HALF,
  }),
];

/** What it runs on. */
export const machinery = ({ watched }: Shown): IWidget[] => {
  const functions = (name: string, statistic: 'Sum' | 'Maximum') =>
    watched.functions.map((one) =>
      metric({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: one.name } }, statistic, one.part),
    );
  return [
    graph('Errors of functions', functions('Errors', 'Sum'), { unit: 'in 5 min', width: THIRD }),
    graph('Longest call of functions', functions('Duration', 'Maximum'), {
      unit: 'milliseconds',
      width: THIRD,
    }),
    graph(
      'Given up, waiting for a person',
      watched.queues.map(({ part, name }) =>
        metric(
          {
            namespace: 'AWS/SQS',
            name: 'ApproximateNumberOfMessagesVisible',
            dimensions: { QueueName: name },
          },
          'Maximum',
          part,
        ),
      ),
      { unit: 'messages', width: THIRD },
    ),
  ];
};
