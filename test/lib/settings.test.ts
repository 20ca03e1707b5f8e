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
    'environments.yml:3:11 dev.region: is no region, e.g. eu-central-1.',
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
