import { describeAlarm } from '../../../lambdas/deployment/alarms';
import { call } from '../../support/bin/captured-io';
import { cloudWatchStandIn, type HeldAlarm } from '../../support/cloudwatch-server';

const held = (id: string, state: HeldAlarm['StateValue'], muted = false): HeldAlarm => ({
  AlarmName: `lakehouse-dev-${id}`,
  AlarmDescription: describeAlarm({
    meaning: `What ${id} means.`,
    reason: `why ${id} has it.`,
    severity: 'wake',
    heading: id,
  }),
  StateValue: state,
  StateTransitionedTimestamp: Math.floor(Date.now() / 1000) - 7200,
  ActionsEnabled: !muted,
  Namespace: 'Lakehouse',
  MetricName: 'ModelsStale',
  Dimensions: [],
  Statistic: 'Maximum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
});

// The SDK finds its way by the variables of the process, as it does for a person.
const variables = { ...process.env };
let server: Awaited<ReturnType<typeof cloudWatchStandIn>> | undefined;
afterEach(async () => {
  process.env = { ...variables };
  await server?.close();
});

async function withAlarms(...alarms: readonly HeldAlarm[]): Promise<void> {
  server = await cloudWatchStandIn(alarms, [
    { metric: 'ModelsStale', at: Math.floor(Date.now() / 1000) - 60, value: 3 },
  ]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  });
}

test('a firing alarm ends with 1 and says what it means and where to read on', async () => {
  await withAlarms(held('models-stale', 'ALARM'), held('pipe-lag', 'OK', true));
  const { status, out, err } = await call(['alarms', '--target', 'dev'], { isTerminal: true });
  expect(status).toBe(1);
  expect(err).toBe('2 alarms: 1 firing, 0 without data, 1 ok.\n');
  const [head, firing, muted, , ...words] = out.split('\n');
  expect(head?.split(/ {2,}/)).toEqual([
    ' status',
    'alarm',
    'severity',
    'since',
    'value',
    'threshold',
    'runbook',
  ]);
  expect(firing?.trim().split(/ {2,}/)).toEqual([
    'ALARM',
    'models-stale',
    'wake',
    '2 h',
    '3',
    '> 0',
    'models-stale',
  ]);
  expect(muted?.trim().split(/ {2,}/).slice(0, 2)).toEqual(['ok, muted', 'pipe-lag']);
  expect(words).toEqual([
    'models-stale: What models-stale means.',
    '  Threshold: why models-stale has it.',
    '  What to do: docs/runbook.md#models-stale',
    '',
  ]);
});

test('with nothing firing it ends with 0, and in a pipe it is JSON', async () => {
  await withAlarms(held('models-stale', 'OK'));
  const { status, out } = await call(['alarms', '--target', 'dev']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    environment: 'dev',
    alarms: [{ alarm: 'models-stale', status: 'ok', value: 3, threshold: '> 0', tells: true }],
  });
});

test('what needs a deployed lakehouse says so', async () => {
  expect(await call(['alarms'])).toEqual({
    status: 2,
    out: '',
    err: 'LH103 Alarms watch a deployed lakehouse: name its environment, e.g. --target dev. Of the local one lakehouse status tells.\n',
  });
  expect(await call(['cost'])).toEqual({
    status: 2,
    out: '',
    err: 'LH103 Costs are those of a deployed lakehouse: name its environment, e.g. --target dev. The local one costs nothing; lakehouse build --json tells how long its models take.\n',
  });
});
