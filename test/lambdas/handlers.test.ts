import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleOptions, type FunctionName } from '../../lib/constructs/bundle';
import { dynamoServer, type DynamoServer } from '../support/dynamodb-server';
import { awsJson, type AwsStandIn } from '../support/lambdas/aws-json';
import { bucket, type Bucket } from '../support/lambdas/bucket';
import { localWarehouse, type LocalWarehouse } from '../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../support/snowflake-server';
import { standIn as streamService, type StandIn as StreamStandIn } from '../support/stream-services';

/** Bundles as they are deployed, each in a folder of its own, called as the runtime calls them. */
const folder = mkdtempSync(join(tmpdir(), 'handlers-'));
let state: DynamoServer;
let lake: Bucket;
let behind: LocalWarehouse;
let snowflake: StandIn;
let cloudwatch: AwsStandIn;
let kinesis: StreamStandIn;

beforeAll(async () => {
  state = await dynamoServer('state');
  lake = await bucket();
  behind = await localWarehouse();
  snowflake = await snowflakeStandIn(behind.warehouse);
  cloudwatch = await awsJson({ PutMetricData: () => ({}) });
  kinesis = await streamService('kinesis');
  for (const name of ['generator', 'monitor'] as const) {
    buildSync({ ...bundleOptions(name), outfile: join(folder, name, 'index.js'), logLevel: 'silent' });
  }
  cpSync(join(__dirname, '..', '..', 'sql'), join(folder, 'monitor', 'sql'), { recursive: true });
});
afterAll(async () => {
  await Promise.all([state, lake, snowflake, cloudwatch, kinesis].map((one) => one.close()));
  await behind.close();
  rmSync(folder, { recursive: true });
});

interface Invoked {
  readonly result: unknown;
  readonly log: readonly { readonly [name: string]: unknown }[];
}

const CALL = `
  const [file, event] = process.argv.slice(1);
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 300000 };
  require(file).handler(JSON.parse(event), context).then(
    (result) => process.send({ result }, () => process.exit(0)),
    (error) => process.send({ result: { thrown: error.message } }, () => process.exit(0)),
  );
`;

function invoke(
  name: FunctionName,
  event: object,
  env: { readonly [name: string]: string },
): Promise<Invoked> {
  return new Promise((done, reject) => {
    const file = join(folder, name, 'index.js');
    const child = spawn(process.execPath, ['-e', CALL, file, JSON.stringify(event)], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...{ HOME: folder, NODE_NO_WARNINGS: '1', AWS_REGION: 'eu-west-1' },
        ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
        ...{ AWS_ENDPOINT_URL_DYNAMODB: state.url, AWS_ENDPOINT_URL_S3: lake.endpoint },
        ...{ LAKEHOUSE_ENVIRONMENT: 'dev', LAKEHOUSE_BUCKET: 'lake', STATE_TABLE: 'state' },
        ...env,
      },
    });
    let result: unknown;
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (text) => (stdout += String(text)));
    child.stderr?.on('data', (text) => (stderr += String(text)));
    child.on('message', (message) => ({ result } = message as { readonly result: unknown }));
    child.on('close', () => {
      if (stderr !== '') return reject(new Error(stderr));
      const lines = stdout.split('\n').filter((line) => line !== '');
      done({ result, log: lines.map((line) => JSON.parse(line) as Invoked['log'][number]) });
    });
  });
}

describe('the generator', () => {
  const env = (): { readonly [name: string]: string } => ({
    ...{ STREAM_KIND: 'kinesis', STREAM_NAME: 'events', AWS_ENDPOINT_URL_KINESIS: kinesis.endpoint },
    GENERATOR_SESSIONS_PER_HOUR: '600',
  });

  test('tells what happened since the last time, and says so in lines of JSON', async () => {
    const first = await invoke('generator', {}, env());
    expect(first.result).toMatchObject({ kept: 0, caughtUp: true });
    const second = await invoke('generator', {}, env());
    const { until } = first.result as { readonly until: string };
    expect(second.result).toMatchObject({ from: until, caughtUp: true });
    expect(first.log.map(({ message }) => message)).toEqual(['a new tale begins', 'told']);
    expect(second.log).toEqual([
      expect.objectContaining({ level: 'INFO', function: 'generator', requestId: 'r-1', message: 'told' }),
    ]);
    const ids = kinesis.taken.map((line) => (JSON.parse(line) as { readonly event_id: string }).event_id);
    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keeps in the lake what the stream does not take, though it may look at nothing there', async () => {
    const refusal = {
      kind: 'fail',
      status: 400,
      code: 'ResourceNotFoundException',
      message: 'gone',
    } as const;
    kinesis.script.push(...Array.from({ length: 50 }, () => refusal));
    const fresh = await dynamoServer('state');
    const { result, log } = await invoke('generator', {}, { ...env(), AWS_ENDPOINT_URL_DYNAMODB: fresh.url });
    await fresh.close();
    const { lines, kept } = result as { readonly lines: number; readonly kept: number };
    expect(lines).toBeGreaterThan(50);
    expect(kept).toBe(lines);
    expect(log.map(({ message }) => message)).toContain('records were not taken and are kept in the lake');
    const objects = [...lake.objects].filter(([key]) => key.startsWith('errors/stream/dt='));
    const records = objects.flatMap(([, { content }]) => content.toString().trim().split('\n'));
    expect(records).toHaveLength(kept);
    expect(JSON.parse(records[0] ?? '')).toMatchObject({ code: 'ResourceNotFoundException', attempts: 1 });
    kinesis.script.length = 0;
  });
});

test('the monitor looks at everything that needs no warehouse', async () => {
  lake.objects.set('errors/stream/dt=2026-01-05/a & b.json', {
    content: Buffer.from('{}'),
    modifiedAt: new Date().toISOString(),
  });
  const { result, log } = await invoke(
    'monitor',
    { tick: 'frequent' },
    {
      ...{ AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch.endpoint, FRESHNESS_HOURS: '26' },
      ...{
        SNOWFLAKE_ACCOUNT: 'acme-shop',
        SNOWFLAKE_DATABASE: 'LAKEHOUSE',
        SNOWFLAKE_ACCESS_URL: snowflake.url,
      },
      ...{ SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'AWS', SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES: '127.0.0.1' },
    },
  );
  expect(result).toMatchObject({ tick: 'frequent', ran: true });
  const data = cloudwatch.calls.flatMap(
    ({ body }) => body['MetricData'] as readonly { readonly MetricName: string; readonly Value: number }[],
  );
  const totals = new Map([...data].reverse().map(({ MetricName, Value }) => [MetricName, Value]));
  // Of every dataset of the project a pipe is asked for, and the account has none.
  expect(totals.get('PipesNotRunning')).toBeGreaterThan(10);
  expect(totals.get('UndeliveredObjects')).toBeGreaterThan(0);
  expect(totals.get('MonitorTick')).toBe(1);
  expect(log.at(-1)).toMatchObject({ level: 'INFO', message: 'looked', troubles: 0, published: data.length });
  expect([...state.items.keys()].some((key) => key.endsWith('monitor/seen/frequent'))).toBe(true);
});
