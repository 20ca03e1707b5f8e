import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { readAlarms } from '../../../cloud/alarms';
import { describeAlarm } from '../../../lambdas/deployment/alarms';
import { cloudWatchStandIn, type HeldAlarm } from '../../support/cloudwatch-server';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number): number => NOW.getTime() / 1000 - seconds;

const alarm = (id: string, of: Partial<HeldAlarm> = {}, severity: 'wake' | 'day' = 'day'): HeldAlarm => ({
  AlarmName: `lakehouse-dev-${id}`,
  AlarmDescription: describeAlarm(
    { meaning: `Meaning of ${id}.`, reason: `reason of ${id}.`, severity, heading: id },
    'https://wiki.example/runbook',
  ),
  StateValue: 'OK',
  StateTransitionedTimestamp: ago(3600),
  Namespace: 'Lakehouse',
  MetricName: `Metric-${id}`,
  Dimensions: [{ Name: 'Environment', Value: 'dev' }],
  Statistic: 'Maximum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  ...of,
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function read(...given: Parameters<typeof cloudWatchStandIn>) {
  const server = await cloudWatchStandIn(...given);
  const client = new CloudWatchClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  open.push(server, { close: async () => client.destroy() });
  return readAlarms(client, 'dev', NOW);
}

test('an alarm is told with its age, its newest value, its threshold and where to read on', async () => {
  const held = alarm('pipe-lag', { StateValue: 'ALARM', Threshold: 1800, EvaluationPeriods: 2 });
  const points = [
    { metric: 'Metric-pipe-lag', at: ago(650), value: 1000 },
    { metric: 'Metric-pipe-lag', at: ago(300), value: 2500 },
  ];
  expect(await read([held], points)).toEqual([
    {
      alarm: 'pipe-lag',
      status: 'alarm',
      since: '2026-03-01T11:00:00.000Z',
      value: 2500,
      threshold: '> 1800 for 2 x 5 min',
      meaning: 'Meaning of pipe-lag.',
      reason: 'reason of pipe-lag.',
      severity: 'day',
      runbook: 'https://wiki.example/runbook#pipe-lag',
      tells: true,
    },
  ]);
});

test('a value is as old as what the alarm looks at, and no older', async () => {
  const point = { metric: 'Metric-a', at: ago(601), value: 5 };
  const [found] = await read([alarm('a')], [point]);
  expect(found?.value).toBeUndefined();
});

test('all pages are read, and what fires comes first: what wakes somebody, then the newest', async () => {
  const found = await read([
    alarm('ok'),
    alarm('old', { StateValue: 'ALARM', StateTransitionedTimestamp: ago(7200) }),
    alarm('unknown', { StateValue: 'INSUFFICIENT_DATA' }),
    alarm('new', { StateValue: 'ALARM', StateTransitionedTimestamp: ago(60) }),
    alarm('wake', { StateValue: 'ALARM', StateTransitionedTimestamp: ago(9000) }, 'wake'),
  ]);
  expect(found.map(({ alarm: name, status }) => [name, status])).toEqual([
    ['wake', 'alarm'],
    ['new', 'alarm'],
    ['old', 'alarm'],
    ['unknown', 'unknown'],
    ['ok', 'ok'],
  ]);
});

test('alarms of other environments are none of this one’s, whatever their names begin with', async () => {
  const other = { ...alarm('x'), AlarmName: 'lakehouse-dev2-x' };
  const found = await read([alarm('a'), other]);
  expect(found.map((one) => one.alarm)).toEqual(['a']);
});

test('somebody’s own alarm under our prefix is shown with what it says', async () => {
  const [found] = await read([alarm('mine', { AlarmDescription: 'My own.', ActionsEnabled: false })]);
  expect(found).toMatchObject({ meaning: 'My own.', severity: 'day', runbook: '', tells: false });
});

test('no alarm at all is an error: nobody would be told of anything', async () => {
  await expect(read([])).rejects.toThrow(
    'LH951 The deployment "dev" has no alarm: nobody would be told of anything. Deploy its alarms with npx cdk deploy --all -c env=dev.',
  );
});
