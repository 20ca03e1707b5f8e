import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readEnvironments, readSettings, SettingsError } from '../../lib/settings';
import { scheduleMistake } from '../../lib/settings/schedule';
import { dev } from './template/synthesized';

const root = join(__dirname, '../..');
const read = (text: string, env: string | undefined = 'dev') =>
  readSettings({ path: 'environments.yml', text }, env);
const mistakes = (text: string, env?: string): readonly string[] => {
  try {
    read(text, env);
  } catch (e: unknown) {
    if (e instanceof SettingsError) return e.message.split('\n');
    throw e;
  }
  return [];
};

test('the file of the repository holds dev, staging and prod', () => {
  const text = readFileSync(join(root, 'environments.yml'), 'utf8');
  expect([...readEnvironments({ path: 'environments.yml', text }).keys()]).toEqual([
    'dev',
    'staging',
    'prod',
  ]);
});

test('four lines are an environment: all else has a default, and data is retained', () => {
  const settings = read(dev());
  expect(settings).toMatchObject({
    env: 'dev',
    account: '111122223333',
    snowflake: { account: 'ACME-WAREHOUSE', login: 'workload-identity' },
    lake: { removal: 'retain' },
    stream: { kind: 'kinesis', generator: 'off' },
    notifications: 'sqs',
    emulated: false,
  });
  expect(Object.isFrozen(settings.stream)).toBe(true);
});

test('every mistake is said at once, with its line', () => {
  const text = `dev:
  account: 111122223333
  region: Frankfurt
  snowflake:
    account: xy12345
    password: hunter2
  stream:
    generator: rate(1 minutes)
    bufferSeconds: 5
  logs: { retentionDays: 8 }
  colour: blue
`;
  expect(mistakes(text)).toEqual([
    'environments.yml:2:12 dev.account: an account is 12 digits in quotes.',
    'environments.yml:3:11 dev.region: is no region of the commercial partition, e.g. eu-central-1.',
    'environments.yml:5:14 dev.snowflake.account: write organization-account, e.g. ACME-WAREHOUSE.',
    'environments.yml:6:5 dev.snowflake.password: there is no such setting.',
    'environments.yml:8:16 dev.stream.generator: "rate(1 minutes)" is no schedule: write rate(1 minute).',
    'environments.yml:9:20 dev.stream.bufferSeconds: Too small: expected number to be >=60.',
    expect.stringMatching(/^environments\.yml:10:26 dev\.logs\.retentionDays: must be one of 1, 3, 5, /),
    'environments.yml:11:3 dev.colour: there is no such setting.',
  ]);
});

test('what is missing is said at the environment', () => {
  expect(mistakes('dev: {}\n')).toEqual([
    'environments.yml:1:1 dev.account: an account is 12 digits in quotes.',
    'environments.yml:1:1 dev.region: is missing.',
    'environments.yml:1:1 dev.snowflake: is missing.',
  ]);
});

test('a mistake in an environment that is not asked for is said as well', () => {
  const text = `${dev()}prod:\n  account: '1'\n  region: eu-central-1\n  snowflake: { account: A-B }\n`;
  expect(mistakes(text)).toEqual(['environments.yml:6:12 prod.account: an account is 12 digits.']);
});

test.each(['eu-centrl-1', 'xx-north-1', 'eu-central1', 'cn-north-1', 'us-gov-west-1'])(
  'the region %s is refused before anything is deployed',
  (region) => {
    expect(mistakes(dev().replace('eu-central-1', region))).toEqual([
      'environments.yml:3:11 dev.region: is no region of the commercial partition, e.g. eu-central-1.',
    ]);
  },
);

test.each(['us-east-1', 'ap-southeast-4', 'me-central-1', 'il-central-1', 'ca-west-1', 'mx-central-1'])(
  'the region %s is taken',
  (region) => {
    expect(mistakes(dev().replace('eu-central-1', region))).toEqual([]);
  },
);

test('an alarm that could only fire after the warehouses were suspended is refused', () => {
  expect(mistakes(dev('  budgets: { creditsPerMonth: 20, creditsPerDay: 40 }\n'))).toEqual([
    'environments.yml:5:50 dev.budgets.creditsPerDay: 40 is more than creditsPerMonth, 20: the warehouses would be suspended before the alarm.',
  ]);
});

test('a schedule whose end nobody would hear is refused', () => {
  const seldom = `  transforms: { schedule: cron(0 3 1 * ? *) }
  stream: { generator: rate(7 days) }
  monitor: { schedule: rate(2 hours) }
`;
  expect(mistakes(dev(seldom))).toEqual([
    'environments.yml:5:27 dev.transforms.schedule: "cron(0 3 1 * ? *)" does not say how long its pauses are, so that nobody would hear that it has stopped: write a rate, or a cron that repeats every week.',
    'environments.yml:6:24 dev.stream.generator: "rate(7 days)" fires too seldom for its alarm to hear that it has stopped: let it fire every 6 days at least.',
    'environments.yml:7:24 dev.monitor.schedule: "rate(2 hours)" fires too seldom for its alarm to hear that it has stopped: let it fire every hour at least.',
  ]);
});

test('tags that AWS would refuse or the deploy overwrites are said one by one', () => {
  expect(mistakes(dev('  tags: { Part: x, "aws:owner": y, "a?b": z, CostCenter: data-dev }\n'))).toEqual([
    'environments.yml:5:17 dev.tags.Part: every resource has this tag already, with a value of its own.',
    "environments.yml:5:33 dev.tags.aws:owner: tags of that beginning are AWS's own.",
    'environments.yml:5:43 dev.tags.a?b: tags and their values hold letters, digits, spaces and _ . : / = + - @ alone.',
  ]);
});

test('two environments do not go on with the same table', () => {
  const adopt = '  adopt: { bucket: a-bucket, stateTable: runs }\n';
  const other = dev(adopt).replace('dev:', 'qa:').replace('a-bucket', 'another');
  expect(mistakes(dev(adopt) + other)).toEqual([
    'environments.yml:10:41 qa.adopt.stateTable: dev goes on with it already, and runs of two environments would mix.',
  ]);
});

/** Credits a day by docs/deployment.md: the monitor's looks, and a run after every pause. */
const creditsPerDay = (pauseMinutes: number): number => 24 / 30 + 1440 / pauseMinutes / 30;

test('budgets pay for what the settings let happen, in the file and by default', () => {
  const text = readFileSync(join(root, 'environments.yml'), 'utf8');
  const all = [...readEnvironments({ path: 'environments.yml', text }).values(), read(dev())];
  for (const { transforms, budgets } of all) {
    const expected = creditsPerDay(transforms.pauseMinutes);
    expect(budgets.creditsPerDay).toBeGreaterThan(expected);
    expect(budgets.creditsPerMonth).toBeGreaterThan(30 * expected);
  }
});

test('an environment has to be named, and there', () => {
  expect(mistakes(dev(), '')).toEqual(['environments.yml Which environment? Say -c env=<name>: dev.']);
  expect(mistakes(dev(), 'dve')).toEqual([
    'environments.yml There is no environment "dve"; did you mean dev? There are: dev.',
  ]);
});

test('a name that Snowflake or AWS would not take is refused', () => {
  expect(mistakes(dev().replace('dev:', 'my-env:'), 'my-env')).toEqual([
    'environments.yml:1:1 "my-env": an environment\'s name is up to 16 small letters and digits.',
  ]);
});

test('text that is no YAML is refused with its line', () => {
  expect(mistakes('dev:\n  account: [\n')[0]).toMatch(/^environments\.yml:\d+:\d+ is not valid YAML: /);
});

test.each([
  ['rate(1 hour)', undefined],
  ['rate(15 minutes)', undefined],
  ['cron(15 3 * * ? *)', undefined],
  ['cron(0 8 ? * MON-FRI *)', undefined],
  ['rate(0 minutes)', 'a rate is at least 1'],
  ['rate(2 hour)', 'write rate(2 hours)'],
  [
    'cron(15 3 * * *)',
    'cron has six fields (minutes hours day-of-month month day-of-week year), this one has 5',
  ],
  ['cron(15 3 * * * *)', 'one of day-of-month and day-of-week must be ?, the other not'],
  ['cron(15 3 ? * ? *)', 'one of day-of-month and day-of-week must be ?, the other not'],
  ['hourly', 'write rate(5 minutes) or cron(15 3 * * ? *)'],
])('of the schedule %s it says: %s', (expression, mistake) => {
  expect(scheduleMistake(expression)).toBe(mistake);
});

test('whatever stands in the file, it is settings or a list of mistakes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        read(JSON.stringify({ dev: value }));
      } catch (e: unknown) {
        expect(e).toBeInstanceOf(SettingsError);
      }
    }),
    { numRuns: 200 },
  );
});
