import { METRICS } from '../../../lambdas/monitor/contract';
import { alarmCatalogue, type AlarmDefinition } from '../../../lib/observability/alarms';
import { evaluated } from './evaluated';
import { catalogue, everything, expected } from './everything';

const each = test.each(catalogue.map((definition) => [definition.id, definition] as const));
const times = (value: number | undefined, { periods }: AlarmDefinition): readonly (number | undefined)[] =>
  Array.from({ length: periods }, () => value);
const find = (id: string, among = catalogue): AlarmDefinition => {
  const found = among.find((definition) => definition.id === id);
  if (!found) throw new Error(`there is no alarm ${id}`);
  return found;
};

test('an id stands for one alarm', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

each('%s fires beyond its threshold, and is quiet at it', (_, definition) => {
  const beyond = definition.comparison === '>' ? definition.threshold + 0.01 : definition.threshold - 0.01;
  expect(evaluated(definition, times(beyond, definition))).toBe('ALARM');
  expect(evaluated(definition, times(definition.threshold, definition))).toBe('OK');
});

each('%s is silent about silence, unless silence is what it listens for', (_, definition) => {
  const isOwn = definition.metric.namespace === 'Lakehouse';
  const expectedState = definition.notRunning ? 'ALARM' : isOwn ? 'INSUFFICIENT_DATA' : 'OK';
  expect(evaluated(definition, times(undefined, definition))).toBe(expectedState);
});

/** On a good day: what counts troubles is 0, whatever is scheduled has happened, deliveries succeed. */
each('%s is quiet on a good day', (_, definition) => {
  const good = definition.comparison === '<' ? 1 : 0;
  expect(evaluated(definition, times(good, definition))).toBe('OK');
});

each('%s looks no further back than CloudWatch lets it', (_, { periodSeconds, periods }) => {
  expect(periodSeconds % 60).toBe(0);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  expect(periodSeconds * periods).toBeLessThanOrEqual(periodSeconds >= 3600 ? 7 * 86_400 : 86_400);
});

each('%s asks a metric of ours once a look', (_, { metric, periodSeconds, notRunning }) => {
  if (metric.namespace !== 'Lakehouse' || notRunning) return;
  const definition = METRICS[metric.name as keyof typeof METRICS];
  expect(periodSeconds).toBe(definition.tick === 'hourly' ? 3600 : 300);
  expect(metric.dimensions).toEqual({ Environment: 'dev' });
});

test('a look that comes late does not call a silence', () => {
  const frequent = find('monitor-not-running-monitor-frequent');
  expect(evaluated(frequent, [1, undefined, 2])).toBe('OK');
  expect(evaluated(frequent, [undefined, 1, undefined])).toBe('OK');
  expect(evaluated(frequent, [1, undefined, undefined, undefined])).toBe('ALARM');
});

test('a nightly run is missed two hours after its time, and not before', () => {
  const nightly = find('run-not-started-arrivals');
  const hours = (since: number): (number | undefined)[] => [
    1,
    ...Array.from({ length: since }, () => undefined),
  ];
  expect(evaluated(nightly, hours(25))).toBe('OK');
  expect(evaluated(nightly, hours(26))).toBe('ALARM');
});

test('records are called nearly lost at half of what the stream keeps', () => {
  expect(find('stream-nearly-lost-stream')).toMatchObject({ threshold: 36 * 3_600_000, severity: 'wake' });
});

test('a function, a queue, a rule or a machine more has its alarms without being listed anywhere', () => {
  const more = { part: 'new', name: 'new' };
  const before = new Set(catalogue.map(({ id }) => id));
  const after = alarmCatalogue(
    {
      ...everything,
      functions: [...everything.functions, more],
      queues: [...everything.queues, { ...more, kind: 'dead-letter' }],
      rules: [...everything.rules, more],
      machines: [...everything.machines, { part: 'new', arn: 'new' }],
    },
    expected,
  );
  expect(
    after
      .map(({ id }) => id)
      .filter((id) => !before.has(id))
      .sort(),
  ).toEqual([
    'dead-letters-new',
    'function-errors-new',
    'function-throttled-new',
    'machine-failed-new',
    'machine-timed-out-new',
    'rule-failed-new',
  ]);
});

test('a schedule too rare for an alarm to look back to is refused', () => {
  const rare = {
    ...everything,
    schedules: [
      { part: 'monthly', name: 'x', gapSeconds: 8 * 86_400, target: { kind: 'machine', arn: 'm' } },
    ],
  } as const;
  expect(() => alarmCatalogue(rare, expected)).toThrow(
    'The schedule monthly pauses for 192 h: an alarm looks back for 7 days at most, so nobody would hear that it stopped. Let it run at least every 6 days.',
  );
});
