import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { deployedSource } from '../../../bin/console/deployed-source';
import { paths, type Graph, type Ingest } from '../../../console/api';
import { serveConsole } from '../../../console/server';
import type { Deployment } from '../../../lambdas/deployment/contract';
import type { Session, Warehouse } from '../../../engine/warehouse/port';
import { call } from '../../support/bin/captured-io';
import { dynamoServer, type DynamoServer } from '../../support/dynamodb-server';
import { bucket, type Bucket } from '../../support/lambdas/bucket';
import { localWarehouse, type LocalWarehouse } from '../../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../../support/snowflake-server';

/** What a deploy says it made. */
const deployment: Deployment = {
  region: 'eu-central-1',
  bucket: 'lake-bucket',
  stateTable: 'state',
  stateMachineArn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:lakehouse-dev-run',
  stream: { kind: 'kinesis', name: 'events' },
  snowflakeAccount: 'ACME-WAREHOUSE',
  alarmTopicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms',
};

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const variables = { ...process.env };
let local: LocalWarehouse;
let state: DynamoServer;
let snowflake: StandIn;
let parameters: Server;
let lake: Bucket;
let env: Record<string, string>;

/** What this machine's engine has not: states of pipes, and the account's history, which is empty. */
function asSnowflake(warehouse: Warehouse): Warehouse {
  const ask =
    (on: Pick<Session, 'query'>): Session['query'] =>
    async (sql, options) => {
      const pipes = [...sql.matchAll(/SYSTEM\$PIPE_STATUS/g)];
      if (pipes.length > 0) {
        const cells = pipes.map(() => '\'{"executionState":"RUNNING","pendingFileCount":0}\'');
        return warehouse.query(`select ${cells.map((cell, index) => `${cell} as c${index}`).join(', ')}`);
      }
      if (sql.includes('warehouse_metering_history'))
        return warehouse.query(
          "select 'LAKEHOUSE_DEV_TRANSFORM' as warehouse_name, 2.0 as credits, 1.5 as queries, 0.25 as cloud_services",
        );
      if (sql.includes('account_usage')) return warehouse.query('select 1 as nothing where false');
      return on.query(sql, options);
    };
  return {
    traits: warehouse.traits,
    query: ask(warehouse),
    session: async () => {
      const session = await warehouse.session();
      return { query: ask(session), close: () => session.close() };
    },
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
  };
}

const serving = async (answer: (path: string) => readonly [type: string, body: string]): Promise<Server> => {
  const server = createServer((request, response) => {
    request.resume();
    const [type, body] = answer(request.url ?? '');
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
};
const urlOf = (server: Server): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

beforeAll(async () => {
  local = await localWarehouse({ databaseName: 'LAKEHOUSE_DEV' });
  state = await dynamoServer('state');
  snowflake = await snowflakeStandIn(asSnowflake(local.warehouse), publicKey);
  parameters = await serving(() => [
    'application/x-amz-json-1.1',
    JSON.stringify({ Parameter: { Name: '/lakehouse/dev/deployment', Value: JSON.stringify(deployment) } }),
  ]);
  lake = await bucket();
  env = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL_SSM: urlOf(parameters),
    AWS_ENDPOINT_URL_DYNAMODB: state.url,
    AWS_ENDPOINT_URL_S3: lake.endpoint,
    SNOWFLAKE_USER: 'ON_CALL',
    SNOWFLAKE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    SNOWFLAKE_ACCESS_URL: snowflake.url,
  };
  Object.assign(process.env, env);
});
afterAll(async () => {
  process.env = { ...variables };
  await Promise.all([state.close(), snowflake.close()]);
  parameters.closeAllConnections();
  parameters.close();
  await lake.close();
  await local.close();
});

test('status of a deployed lakehouse: every pipe, over the real clients', async () => {
  const { status, out, err } = await call(['status', '--target', 'dev'], { env });
  expect(err).toBe('');
  expect(status).toBe(0);
  const found = JSON.parse(out) as { datasets: { pipe: string; state: string }[]; last_run?: object };
  expect(found.datasets.length).toBeGreaterThan(10);
  expect(found.datasets).toContainEqual(
    expect.objectContaining({ pipe: 'BRONZE_EVENTS.EVENTS_PIPE', state: 'RUNNING', pending: 0 }),
  );
  expect(found).toMatchObject({ rejected: [], quarantined: [], failed_tests: [] });
  expect(snowflake.logins.at(-1)).toMatchObject({ user: 'ON_CALL' });
});

test('reconcile of a deployed lakehouse: what has just landed is on its way, what has lain there for long is not loaded', async () => {
  const key = 'bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/a.csv';
  const land = (hoursAgo: number): unknown =>
    lake.objects.set(key, {
      content: Buffer.from('order_id\n'),
      modifiedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    });
  land(1);
  const fresh = await call(['reconcile', '--target', 'dev'], { env, isTerminal: true });
  expect({ status: fresh.status, err: fresh.err }).toEqual({ status: 0, err: '' });
  const orders = fresh.out.split('\n').find((line) => line.includes('olist.orders '));
  expect(orders?.trim().split(/ +/)).toEqual(['olist.orders', '1', '0', '1', '0', '0', '0', 'yes']);

  land(3);
  const late = await call(['reconcile', '--target', 'dev'], { env });
  expect(late).toMatchObject({
    status: 1,
    err: 'olist.orders: 1 of 1 files in the lake are not loaded: lakehouse status --target dev tells of its pipe\n',
  });
  const datasets = JSON.parse(late.out) as { dataset: string; files_pending: number }[];
  expect(datasets.length).toBeGreaterThan(10);
  expect(datasets).toContainEqual(expect.objectContaining({ dataset: 'orders', files_pending: 1 }));
  expect(snowflake.logins.at(-1)).toMatchObject({ user: 'ON_CALL', role: 'LAKEHOUSE_DEV_MONITOR' });
  lake.objects.clear();
});

test('stop asks for the end of a run under way, and there is none', async () => {
  const { status, out, err } = await call(['stop', '--target', 'dev', '--abandon'], {
    env,
    isTerminal: true,
  });
  expect({ status, out, err }).toEqual({ status: 0, out: 'No run is under way.\n', err: '' });
});

test('cost of a deployed lakehouse, as a table and with what is not whole yet', async () => {
  const { status, out, err } = await call(['cost', '--target', 'dev', '--days', '3'], {
    env,
    isTerminal: true,
  });
  expect(status).toBe(0);
  expect(
    out
      .split('\n')
      .slice(0, 4)
      .map((line) => line.trim().split(/ {2,}/)),
  ).toEqual([
    ['Warehouses, in credits'],
    ['warehouse', 'credits', 'queries', 'idle', 'cloud services'],
    ['LAKEHOUSE_DEV_TRANSFORM', '2', '1.5', '0.5', '0.25'],
    [''],
  ]);
  expect(err).toContain("Snowflake's history is late: statements are all there until");
});

test('the console shows a deployed lakehouse through the same port, and starts nothing in it', async () => {
  const io = {
    ...{ env, now: () => new Date(), interruption: () => new AbortController().signal },
    out: { write: () => undefined, isTerminal: false, width: 100 },
    err: { write: () => undefined, isTerminal: false, width: 100 },
  };
  const options = {
    ...{
      home: '',
      project: join(__dirname, '../../../sql'),
      target: 'dev',
      threads: 1,
      vars: {},
      json: false,
    },
  };
  const { source, close } = await deployedSource(options, io);
  const defects: unknown[] = [];
  const running = await serveConsole({
    ...{ source, version: '1.2.3', port: 0, page: new Map() },
    onDefect: (error) => defects.push(error),
  });
  const get = async (path: string): Promise<object> => {
    const response = await fetch(new URL(path, running.url));
    return { status: response.status, ...((await response.json()) as object) };
  };
  try {
    expect(await get(paths.about)).toMatchObject({
      ...{ status: 200, target: 'dev', place: 'LAKEHOUSE_DEV' },
      runs: {
        allowed: false,
        reason: 'This console only reads. Start a run of dev with lakehouse build --target dev.',
      },
    });
    const graph = (await get(paths.graph)) as Graph;
    expect(new Set(graph.nodes.map((node) => node.status))).toEqual(new Set(['never']));
    const ingest = (await get(paths.ingest)) as Ingest;
    expect(ingest.pipes.length).toBeGreaterThan(10);
    expect(await get(paths.runs())).toMatchObject({ status: 200, total: 0 });
    expect(await get(paths.quality)).toMatchObject({ status: 200, runs: [] });
    const reconciled = (await (await fetch(new URL(paths.reconcile, running.url))).json()) as object[];
    expect(reconciled).toHaveLength(ingest.pipes.length);
    expect(reconciled[0]).toMatchObject({ filesInLake: 0, differences: [] });
    const node = await get(paths.node('model.lakehouse.olist__fct_orders'));
    expect(node).toMatchObject({ status: 'never', relation: 'LAKEHOUSE_DEV.GOLD_OLIST.FCT_ORDERS' });
    expect(node).not.toHaveProperty('sql.local');
    expect(defects).toEqual([]);
  } finally {
    await running.close();
    await close();
  }
});
