import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { addChecks, TemplateChecks } from '../../lib/checks';
import { dev, synthesize } from './template/synthesized';

const EVERYTHING = `  stream: { generator: cron(0 8-20 ? * MON-FRI *), kind: firehose }
  lake: { removal: destroy }
  notifications: sns
  alarms: { email: oncall@example.com }
`;

// The engine compiles its rules at the first use: seconds, and many of them on a busy machine.
const checks = new TemplateChecks();

// A finding throws, with the whole report.
test('the defaults pass every check', () => {
  synthesize(dev('  stream: { generator: rate(5 minutes) }\n'), { checks });
});

test('so does an environment in which everything is chosen otherwise', () => {
  const keyPair = dev(EVERYTHING).replace('ACME-WAREHOUSE }', 'ACME-WAREHOUSE, login: key-pair }');
  synthesize(keyPair, { checks, destroyData: 'dev' });
});

test('so does an environment that goes on with what was retained', () => {
  synthesize(dev('  adopt: { bucket: old-bucket, stateTable: old-table }\n'), { checks });
});

test('a finding ends the synthesis', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = new Stack(app, 'Faulty');
  new Bucket(stack, 'Open');
  new Role(stack, 'Mighty', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }).addToPolicy(
    new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }),
  );
  addChecks(app, checks);
  expect(() => app.synth()).toThrow(/AwsSolutions-S1[^]*AwsSolutions-IAM5\[Action::s3:\*\]/);
});

describe('what neither the schemas nor the linters know', () => {
  const { templates } = synthesize(dev('  stream: { generator: rate(5 minutes) }\n'));
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));

  /** Names of the rules that a template of the stream breaks, once a fault is in it. */
  function broken(fault: (text: string) => string): readonly string[] {
    const text = JSON.stringify(templates['Stream']);
    const faulty = fault(text);
    const templatePath = join(folder, 'faulty.template.json');
    writeFileSync(templatePath, faulty);
    const stack = { stackConstructPath: 'Stream', templatePath, accountId: undefined, region: undefined };
    const app = new App();
    const { violations } = checks.validate({
      templatePaths: [templatePath],
      stackTemplates: [stack],
      appConstruct: app,
    });
    return [...new Set(violations.map(({ ruleName }) => ruleName))];
  }

  test('finds nothing in the template as it is', () => {
    expect(broken((text) => text)).toEqual([]);
  });

  const replace = (from: string, to: string) => (text: string) => {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    return text.replace(from, to);
  };
  test.each([
    [
      'an unknown expression in a prefix',
      'events/dt=!{timestamp:yyyy-MM-dd}',
      'events/dt=!{bogus:x}',
      'FIREHOSE_PREFIX',
    ],
    [
      'a prefix that does not end its folder',
      '{timestamp:HH}/","RoleARN',
      '{timestamp:HH}","RoleARN',
      'FIREHOSE_PREFIX',
    ],
    ['no error prefix', '"ErrorOutputPrefix"', '"NoErrorPrefix"', 'FIREHOSE_ERROR_PREFIX'],
    ['an error prefix where pipes look', '"errors/firehose/', '"bronze/firehose/', 'FIREHOSE_ERROR_PREFIX'],
    ['an error prefix without the type', '!{firehose:error-output-type}/', '', 'FIREHOSE_ERROR_PREFIX'],
    ['no compression', '"GZIP"', '"UNCOMPRESSED"', 'FIREHOSE_FORMAT'],
    ['another extension', '".json.gz"', '".json"', 'FIREHOSE_FORMAT'],
    ['a rate in the wrong number', 'rate(5 minutes)', 'rate(1 minutes)', 'SCHEDULER_EXPRESSION'],
    ['a rate of nothing', 'rate(5 minutes)', 'rate(0 minutes)', 'SCHEDULER_EXPRESSION'],
    ['cron of five fields', 'rate(5 minutes)', 'cron(0 3 * * ?)', 'SCHEDULER_EXPRESSION'],
    ['cron with both days', 'rate(5 minutes)', 'cron(0 3 * * * *)', 'SCHEDULER_EXPRESSION'],
    ['a schedule without dead letters', '"DeadLetterConfig"', '"NoDeadLetters"', 'SCHEDULER_DEAD_LETTERS'],
  ])('finds %s', (_, from, to, rule) => {
    expect(broken(replace(from, to))).toContain(rule);
  });

  test.each([
    'cron(15 3 * * ? *)',
    'cron(0 8-20 ? * MON-FRI *)',
    'rate(1 hour)',
    'cron(0/5 * ? * 2#1 2026-2030)',
  ])('takes %s', (expression) => {
    expect(broken(replace('rate(5 minutes)', expression))).toEqual([]);
  });

  test.each([
    ['a property that is not there', '"BufferingHints"', '"BufferingHint"'],
    ['a reference to nothing', '{"Ref":"', '{"Ref":"No'],
    ['a value that is none of the allowed, of which they only warn', '"nodejs22.x"', '"nodejs22"'],
    ['a value out of bounds', '"IntervalInSeconds":60', '"IntervalInSeconds":9999'],
  ])('the schemas find %s', (_, from, to) => {
    expect(broken(replace(from, to))).not.toEqual([]);
  });
});

test('every rule of ours is tried with a fault', () => {
  const folder = join(__dirname, '../../lib/checks');
  const rules = readdirSync(folder)
    .filter((file) => file.endsWith('.guard'))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^rule (\w+)/gm)].map(([, name]) => name),
    );
  const tried = readFileSync(__filename, 'utf8');
  expect(rules.filter((name) => !tried.includes(`'${name}'`))).toEqual([]);
  expect(rules).toHaveLength(5);
});
