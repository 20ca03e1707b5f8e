import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_NAMESPACE, prefixOf, roleNameOf, snowflakeNamesOf } from '../../lambdas/deployment/contract';
import type { Json } from '../../engine/project/types';
import { lastWords, runCommand } from '../command';
import { eventually, type Api } from './api';
import type { Cdk } from './cdk';
import type { Emulator } from './emulator';
import type { Snowflake } from './snowflake';

export interface Context {
  readonly root: string;
  readonly environment: string;
  readonly emulator: Emulator;
  readonly snowflake: Snowflake;
  readonly cdk: Cdk;
  readonly api: Api;
  /** For files of the suite. */
  readonly folder: string;
}

/** Answers with what it found; throws where it did not. */
type Check = (context: Context) => Promise<string>;

const fail = (message: string): never => {
  throw new Error(message);
};

/** What takes a warehouse, and so costs: nothing of it may be sent where there is nothing to do. */
const NEEDS_A_WAREHOUSE = /^(?!SHOW|DESC|LIST|USE|ALTER SESSION|SELECT SYSTEM\$)/i;

async function bucketOf({ api, environment }: Context): Promise<string> {
  const { Parameter } = await api<{ readonly Parameter: { readonly Value: string } }>(
    'ssm',
    'get_parameter',
    { Name: `/lakehouse/${environment}/deployment` },
  );
  return (JSON.parse(Parameter.Value) as { readonly bucket: string }).bucket;
}

async function keysUnder(context: Context, prefix: string): Promise<readonly string[]> {
  const Bucket = await bucketOf(context);
  const { Contents = [] } = await context.api<{ readonly Contents?: readonly { readonly Key: string }[] }>(
    's3',
    'list_objects_v2',
    { Bucket, Prefix: prefix },
  );
  return Contents.map(({ Key }) => Key);
}

/** `lakehouse … --target dev`, as a person with a key pair calls it. */
async function lakehouse(context: Context, ...args: readonly string[]): Promise<string> {
  const { root, folder, emulator, snowflake, environment } = context;
  const key = join(folder, 'person.p8');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const result = await runCommand(
    process.execPath,
    [join(root, 'bin/lakehouse.js'), ...args, '--home', join(folder, 'home'), '--target', environment],
    {
      cwd: root,
      env: {
        ...emulator.env,
        ...{ SNOWFLAKE_USER: 'SOMEBODY', SNOWFLAKE_PRIVATE_KEY_PATH: key, NO_COLOR: '1' },
        SNOWFLAKE_ACCESS_URL: snowflake.accessUrl,
      },
    },
  );
  if (result?.status === 0) return result.stdout;
  return fail(`lakehouse ${args.join(' ')}: ${result ? lastWords(result, 12) : 'cannot be started'}`);
}

const bootstrap: Check = async ({ cdk }) => {
  await cdk.bootstrap();
  return 'bootstrapped';
};

const deploy: Check = async ({ cdk }) => {
  const said = await cdk.deployAll();
  const stacks = [...said.matchAll(/^✅ {2}(\w+) \(/gm)].map(([, name]) => name);
  return stacks.length === 6 ? stacks.join(', ') : fail(`deployed ${stacks.join(', ')}`);
};

const handshake: Check = async ({ api, environment, ...context }) => {
  const { Role } = await api<{ readonly Role: { readonly AssumeRolePolicyDocument: unknown } }>(
    'iam',
    'get_role',
    { RoleName: roleNameOf(environment, 'storage') },
  );
  const trust = JSON.stringify(Role.AssumeRolePolicyDocument);
  if (!trust.includes('arn:aws:iam::123456789001:user/abc1-b-self1234') || !trust.includes('sts:ExternalId'))
    fail(`the role trusts ${trust}`);
  const told = await api<{
    readonly QueueConfigurations?: readonly {
      readonly QueueArn: string;
      readonly Events: readonly string[];
    }[];
    readonly EventBridgeConfiguration?: object;
  }>('s3', 'get_bucket_notification_configuration', {
    Bucket: await bucketOf({ api, environment, ...context }),
  });
  const [rule, ...more] = told.QueueConfigurations ?? [];
  if (rule?.QueueArn !== context.snowflake.queueArn || more.length > 0 || !told.EventBridgeConfiguration)
    fail(`the bucket tells ${JSON.stringify(told)}`);
  return `the role trusts Snowflake's user under the external id; one rule to the pipes' queue, ${rule?.Events.join()}`;
};

const stream: Check = async (context) => {
  const [key] = await eventually('an object of the stream', 180, async () => {
    const keys = await keysUnder(context, 'bronze/events/');
    return keys.length > 0 ? keys : undefined;
  });
  if (!/^bronze\/events\/dt=\d{4}-\d\d-\d\d\/hour=\d\d\//.test(key ?? '')) fail(`the key is ${key}`);
  return `schedule → generator → Kinesis → Firehose → ${key}`;
};

const notified: Check = async (context) => {
  const [key = ''] = await keysUnder(context, 'bronze/events/');
  await eventually(`the pipes' queue told of ${key}`, 60, () =>
    Promise.resolve(context.snowflake.announced.includes(key) || undefined),
  );
  return "S3 told the pipes' queue in Snowflake's account";
};

const ingest: Check = async (context) => {
  const out = join(context.folder, 'files');
  mkdirSync(out, { recursive: true });
  const made = await runCommand(
    process.execPath,
    [join(context.root, 'bin/lakehouse.js'), 'generate', 'crm_erp', '--out', out, '--size', '50'],
    { cwd: context.root, env: context.emulator.env },
  );
  if (made?.status !== 0) fail(made ? lastWords(made) : 'lakehouse cannot be started');
  await lakehouse(context, 'ingest', 'crm_erp', out);
  const keys = await keysUnder(context, 'bronze/crm_erp/');
  return keys.length === 6 ? '6 files in the bucket' : fail(`in the bucket: ${keys.join(', ')}`);
};

const run: Check = async (context) => {
  await lakehouse(context, 'build');
  const gold = JSON.parse(
    await lakehouse(
      context,
      ...['query', 'select count(*) as customers from gold_crm_erp.dim_customers', '--json'],
    ),
  ) as unknown;
  return `gold_crm_erp.dim_customers: ${JSON.stringify(gold)}`;
};

interface Execution {
  readonly status: string;
  readonly executionArn: string;
}

const machine: Check = async ({ api, environment }) => {
  const { stateMachines } = await api<{
    readonly stateMachines: readonly { readonly stateMachineArn: string; readonly name: string }[];
  }>('stepfunctions', 'list_state_machines');
  const arn = stateMachines.find(({ stateMachineArn }) =>
    stateMachineArn.endsWith(`:${prefixOf(environment)}-run`),
  )?.stateMachineArn;
  const { executions } = await api<{ readonly executions: readonly Execution[] }>(
    'stepfunctions',
    'list_executions',
    { stateMachineArn: arn ?? '' },
  );
  const failed = executions.filter(({ status }) => !['SUCCEEDED', 'RUNNING'].includes(status));
  const succeeded = executions.filter(({ status }) => status === 'SUCCEEDED').length;
  if (failed.length > 0 || succeeded === 0) {
    const ends = await Promise.all(failed.map((execution) => endOf(api, execution)));
    fail(`${succeeded} executions succeeded, ${failed.length} did not: ${ends.join('; ')}`);
  }
  return `${succeeded} executions succeeded, none failed`;
};

/** What the function said last: it names what failed. */
async function endOf(api: Api, { status, executionArn }: Execution): Promise<string> {
  const { events } = await api<{ readonly events: readonly { readonly [field: string]: unknown }[] }>(
    'stepfunctions',
    'get_execution_history',
    { executionArn, reverseOrder: true, maxResults: 20 },
  );
  const last = events.find(
    (event) => 'taskSucceededEventDetails' in event || 'taskFailedEventDetails' in event,
  );
  return `${status} after ${JSON.stringify(last?.['taskSucceededEventDetails'] ?? last?.['taskFailedEventDetails'] ?? events)}`;
}

const alarm: Check = async ({ api, environment }) => {
  await eventually('the alarm on a failed run', 200, async () => {
    await api('cloudwatch', 'put_metric_data', {
      Namespace: METRIC_NAMESPACE,
      MetricData: [
        { MetricName: 'LastRunFailed', Dimensions: [{ Name: 'Environment', Value: environment }], Value: 1 },
      ],
    });
    const { MetricAlarms } = await api<{ readonly MetricAlarms: readonly { readonly AlarmName: string }[] }>(
      'cloudwatch',
      'describe_alarms',
      { StateValue: 'ALARM', AlarmNamePrefix: prefixOf(environment) },
    );
    return MetricAlarms.find(({ AlarmName }) => AlarmName.includes('run-failed'));
  });
  return 'one data point puts it into ALARM';
};

/** The shop closes: what it has sent meanwhile comes to rest. */
async function stopGenerator({ api }: Context): Promise<void> {
  const { Schedules } = await api<{ readonly Schedules: readonly { readonly Name: string }[] }>(
    'scheduler',
    'list_schedules',
  );
  const name =
    Schedules.find(({ Name }) => /generator/i.test(Name))?.Name ?? fail('no schedule of the generator');
  const { Name, Target, FlexibleTimeWindow, ScheduleExpression } = await api<{
    readonly [field: string]: Json;
  }>('scheduler', 'get_schedule', { Name: name });
  await api('scheduler', 'update_schedule', {
    Name: Name ?? name,
    Target: Target ?? {},
    FlexibleTimeWindow: FlexibleTimeWindow ?? {},
    ScheduleExpression: ScheduleExpression ?? '',
    State: 'DISABLED',
  });
}

const idle: Check = async (context) => {
  await stopGenerator(context);
  await new Promise((done) => setTimeout(done, 10_000));
  await lakehouse(context, 'build');
  await context.snowflake.sent();
  await lakehouse(context, 'build');
  const sent = await context.snowflake.sent();
  const { transformer } = snowflakeNamesOf(context.environment).roles;
  const own = sent.filter(({ role }) => role === transformer);
  const costly = own.filter(({ sql }) => NEEDS_A_WAREHOUSE.test(sql));
  if (costly.length > 0) fail(`${costly.length} statements, the first: ${costly[0]?.sql.slice(0, 200)}`);
  if (own.length === 0) fail('the run asked nothing, so it cannot know that nothing is new');
  return `${own.length} statements, none of them needs a warehouse`;
};

const again: Check = async ({ cdk, snowflake }) => {
  await snowflake.sent();
  const said = await cdk.deployAll();
  const unchanged = said.match(/\(no changes\)/g)?.length ?? 0;
  const setup = (await snowflake.sent()).filter(({ role }) => role.endsWith('_SETUP'));
  if (unchanged !== 6) fail(`${unchanged} of 6 stacks without changes`);
  return setup.length === 0 ? '6 stacks, no changes, nothing sent' : fail(`${setup.length} statements sent`);
};

/** In this order; those whose name starts with `deploy` are needed by all that follow. */
export const checks: readonly (readonly [name: string, check: Check])[] = [
  ['deploy: bootstrap', bootstrap],
  ['deploy: every stack, the canary last', deploy],
  ['the handshake', handshake],
  ['the stream', stream],
  ['notifications', notified],
  ['files from a terminal', ingest],
  ['a run to gold', run],
  ['the machine', machine],
  ['a run with nothing to do', idle],
  ['a second deploy', again],
  ['an alarm', alarm],
];
