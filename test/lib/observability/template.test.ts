import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_DESCRIPTION, readDescription } from '../../../lambdas/deployment/alarms';
import { METRICS, type MetricDefinition } from '../../../lambdas/monitor/contract';
import { resolver } from '../template/resolve';
import { dev, synthesize } from '../template/synthesized';

const lakehouse = synthesize(
  dev('  stream: { generator: rate(5 minutes) }\n  alarms: { email: oncall@example.com }\n'),
);
const resolve = resolver(lakehouse.templates);

type Properties = { readonly [name: string]: unknown };
/** Resources of a type with everything resolved. */
const all = (type: string): readonly { readonly id: string; readonly of: Properties }[] =>
  lakehouse.all(type).map(([id, { Properties = {} }]) => ({
    id,
    of: resolve(id.split('/')[0] ?? '', Properties) as Properties,
  }));

interface Alarm extends Properties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}
const alarms = all('AWS::CloudWatch::Alarm').map(({ of }) => of as Alarm);
const watching = (metric: string): readonly string[] =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map(({ Dimensions }) => Dimensions[0]?.Value ?? '');
const topic = 'arn:aws:sns:eu-central-1:111122223333:';

describe('alarms', () => {
  test('tell the topic when they begin and when they are over', () => {
    expect(alarms.length).toBeGreaterThan(30);
    for (const { AlarmActions, OKActions, ActionsEnabled } of alarms) {
      expect(AlarmActions).toEqual([expect.stringContaining(topic)]);
      expect(OKActions).toEqual(AlarmActions);
      expect(ActionsEnabled).not.toBe(false);
    }
  });

  test('say what they mean, why their threshold is where it is, and where to read on', () => {
    for (const { AlarmName, AlarmDescription } of alarms) {
      expect(AlarmName).toMatch(/^lakehouse-dev-[a-z-]+$/);
      expect(AlarmDescription.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
      expect(readDescription(AlarmDescription)).toEqual({
        meaning: expect.stringMatching(/.{20}\.$/),
        reason: expect.stringMatching(/.{20}\.$/),
        severity: expect.stringMatching(/^(wake|day)$/),
        runbook: expect.stringMatching(/^https:\/\/.+\/docs\/runbook\.md#[a-z-]+$/),
        heading: expect.stringMatching(/^[a-z-]+$/),
      });
    }
  });

  test('are on one metric each: no arithmetic', () => {
    expect(alarms.filter(({ Metrics }) => Metrics !== undefined)).toEqual([]);
  });

  test('watch every function for errors and throttles, but those that a deploy alone calls', () => {
    const ours = all('AWS::Lambda::Function').filter(
      ({ id, of }) =>
        !id.startsWith('Canary/') &&
        !String(of['Description']).startsWith('AWS CDK resource provider framework'),
    );
    const names = ours.map(({ of }) => of['FunctionName']).sort();
    expect(names.length).toBeGreaterThan(5);
    expect([...watching('Errors')].sort()).toEqual(names);
    expect([...watching('Throttles')].sort()).toEqual(names);
  });

  test('watch every queue of the given up', () => {
    const queues = all('AWS::SQS::Queue').map(({ of }) => of['QueueName']);
    expect(queues.length).toBeGreaterThan(2);
    expect([...watching('ApproximateNumberOfMessagesVisible')].sort()).toEqual(queues.sort());
  });

  test('watch every rule and every machine, but the one that waits for a deploy', () => {
    expect(watching('FailedInvocations')).toEqual(all('AWS::Events::Rule').map(({ of }) => of['Name']));
    const machines = all('AWS::StepFunctions::StateMachine').filter(({ id }) => id.startsWith('Transforms/'));
    expect(machines).toHaveLength(1);
    expect(watching('ExecutionsFailed')).toEqual([
      'arn:aws:states:eu-central-1:111122223333:stateMachine:lakehouse-dev-run',
    ]);
  });

  test('every schedule has one for its silence', () => {
    const silences = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(silences.map(({ AlarmName }) => AlarmName.slice('lakehouse-dev-'.length)).sort()).toEqual([
      'function-not-running-stream-generator',
      'monitor-not-running-observability-monitor-frequent',
      'monitor-not-running-observability-monitor-hourly',
      'run-not-started-transforms-arrivals',
    ]);
    expect(all('AWS::Scheduler::Schedule')).toHaveLength(silences.length);
  });
});

describe('the topic', () => {
  test('is encrypted under a key that its publishers may use, and takes messages over TLS alone', () => {
    const [found] = all('AWS::SNS::Topic').filter(({ id }) => id.startsWith('Observability/'));
    expect(found?.of['KmsMasterKeyId']).toEqual(expect.stringContaining('kms'));
    const statements = (type: string) =>
      all(type)
        .filter(({ id }) => id.startsWith('Observability/'))
        .flatMap(({ of }) => {
          const document = (of['PolicyDocument'] ?? of['KeyPolicy']) as { Statement: Properties[] };
          return document.Statement;
        });
    const policy = statements('AWS::SNS::TopicPolicy');
    expect(policy.filter(({ Effect }) => Effect === 'Deny')).toEqual([
      expect.objectContaining({
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Principal: '*',
      }),
    ]);
    const who = (of: readonly Properties[]) =>
      of
        .filter(({ Condition, Effect }) => Effect === 'Allow' && Condition !== undefined)
        .map(({ Principal, Condition }) => [Principal, Condition]);
    expect(who(policy)).toEqual([
      [
        { Service: 'cloudwatch.amazonaws.com' },
        {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:lakehouse-dev-*' },
        },
      ],
      [
        { Service: 'budgets.amazonaws.com' },
        {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:budgets::111122223333:*' },
        },
      ],
    ]);
    expect(who(statements('AWS::KMS::Key'))).toEqual(who(policy));
  });

  test('tells the address of the settings', () => {
    expect(all('AWS::SNS::Subscription').map(({ of }) => [of['Protocol'], of['Endpoint']])).toContainEqual([
      'email',
      'oncall@example.com',
    ]);
  });
});

test('the budget counts what carries our tag, and tells the topic in time and ahead of time', () => {
  const [budget] = all('AWS::Budgets::Budget');
  expect(budget?.of).toMatchObject({
    Budget: {
      BudgetLimit: { Amount: 100, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:Environment$dev'] },
    },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: 'ACTUAL', Threshold: 80 } },
      { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
    ],
  });
});

describe('every metric exists', () => {
  // The CDK's own lists of what services publish.
  const cannedIn: { readonly [namespace: string]: string } = {
    'AWS/Lambda': 'lambda',
    'AWS/SQS': 'sqs',
    'AWS/Kinesis': 'kinesis',
    'AWS/Firehose': 'kinesisfirehose',
    'AWS/States': 'stepfunctions',
    'AWS/Events': 'events',
  };
  const canned = (namespace: string): string => {
    const service = cannedIn[namespace] ?? '';
    const file = `aws-${service}/lib/${service}-canned-metrics.generated.js`;
    return readFileSync(join(__dirname, '../../../node_modules/aws-cdk-lib', file), 'utf8');
  };
  const exists = (namespace: string, name: string, dimensions: readonly string[]): boolean => {
    if (namespace !== 'Lakehouse') return canned(namespace).includes(`"${name}"`);
    const ours: { readonly [metric: string]: MetricDefinition } = METRICS;
    const found = ours[name];
    return (
      !!found &&
      ['Environment', ...(found.detail ? [`Environment,${found.detail}`] : [])].includes(dimensions.join())
    );
  };

  test('that an alarm watches', () => {
    for (const { Namespace, MetricName, Dimensions } of alarms)
      expect([MetricName, exists(Namespace, MetricName, Dimensions.map(({ Name }) => Name).sort())]).toEqual([
        MetricName,
        true,
      ]);
  });

  const [dashboard] = all('AWS::CloudWatch::Dashboard');
  const { widgets } = JSON.parse(String(dashboard?.of['DashboardBody'])) as {
    widgets: {
      type: string;
      y: number;
      properties: { title?: string; alarms?: string[]; metrics?: unknown[][]; markdown?: string };
    }[];
  };

  test('that the dashboard shows', () => {
    const shown = widgets.flatMap(({ properties: { metrics = [] } }) => metrics);
    expect(shown.length).toBeGreaterThan(40);
    for (const [namespace, name, ...rest] of shown) {
      if (typeof namespace === 'string') {
        const dimensions = rest.filter(
          (part, index) => typeof part === 'string' && index % 2 === 0,
        ) as string[];
        expect([name, exists(namespace, String(name), dimensions.sort())]).toEqual([name, true]);
        continue;
      }
      const { expression = '' } = namespace as { expression?: string };
      const [, schema = '', metric = ''] =
        /SEARCH\('\{([^}]+)\} MetricName="(\w+)" Environment="dev"'/.exec(expression) ?? [];
      const [space = '', ...dimensions] = schema.split(',');
      expect([expression, exists(space, metric, dimensions)]).toEqual([expression, true]);
    }
  });

  test('the dashboard begins with what to do and the state of every alarm', () => {
    const [first, ...rest] = [...widgets].sort((one, other) => one.y - other.y);
    expect(first?.properties.markdown).toContain('lakehouse alarms --target dev');
    const status = rest.filter(({ type }) => type === 'alarm');
    expect(Math.max(...status.map(({ y }) => y))).toBeLessThan(
      Math.min(...rest.filter(({ type }) => type === 'metric').map(({ y }) => y)),
    );
    expect(status.flatMap(({ properties }) => properties.alarms ?? [])).toHaveLength(alarms.length);
    const titles = widgets.flatMap(
      ({ properties: { title, markdown } }) => title ?? markdown?.split('\n')[0] ?? [],
    );
    expect(titles.filter((title) => title.startsWith('#'))).toEqual([
      '# Lakehouse dev',
      '## Freshness',
      '## Ingest',
      '## Runs and tests',
      '## Rejected and quarantined rows',
      '## Cost',
      '## Machinery',
    ]);
  });
});
