import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { fail } from '../../../engine/errors';
import { readSeen } from '../../../engine/monitor/seen';
import { openSnowflake } from '../../../engine/warehouse/snowflake';
import { jsonLog } from '../../../lambdas/log';
import { METRICS, type Tick } from '../../../lambdas/monitor/contract';
import { publish } from '../../../lambdas/monitor/publish';
import { tick, type TickOptions } from '../../../lambdas/monitor/tick';
import { awsJson, ServiceFailure, type AwsStandIn } from '../../support/lambdas/aws-json';
import { memoryStore } from '../../support/memory-store';
import { monitored, type Monitored } from '../../support/monitored';
import { snowflakeStandIn, type StandIn } from '../../support/snowflake-server';

const landing = (name: string, format: string): string =>
  `{ name: ${name}, config: { meta: { lakehouse: { format: ${format}, files: ["${name}*"] } } }, columns: [{ name: id, data_type: varchar }, { name: name, data_type: varchar }] }`;
const PROJECT: { readonly [path: string]: string } = {
  'dbt_project.yml': 'name: shop\nmodels: { +schema: SILVER, +materialized: table }\n',
  'macros/names.sql':
    "{% macro generate_schema_name(custom_schema_name, node) %}{{ (custom_schema_name or 'PUBLIC') | trim }}{% endmacro %}",
  'models/sources.yml': `version: 2
sources:
  - { name: shop, database: LAKEHOUSE, schema: BRONZE_SHOP, tables: [${landing('orders', 'csv')}, ${landing('sales', 'json')}] }
  - { name: events, database: LAKEHOUSE, schema: BRONZE_EVENTS, tables: [${landing('events', 'ndjson')}] }
`,
  'models/orders__quarantine.sql': "select 1 as id, false as resolved from {{ source('shop', 'orders') }}",
};

const folder = mkdtempSync(join(tmpdir(), 'monitor-'));
let given: Monitored;
let snowflake: StandIn;
let cloudwatch: AwsStandIn;
let client: CloudWatchClient;
let isRefusing = false;
let store = memoryStore();
let lines: string[] = [];

beforeAll(async () => {
  for (const [path, text] of Object.entries(PROJECT)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  process.env['SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES'] = '127.0.0.1';
  given = await monitored();
  await given.local.warehouse.query('CREATE SCHEMA LAKEHOUSE.SILVER');
  await given.local.warehouse.query(
    'CREATE TABLE LAKEHOUSE.SILVER.ORDERS__QUARANTINE AS SELECT 1 AS ID, FALSE AS RESOLVED',
  );
  await given.land('bronze/shop/orders/extracted_at=2026-01-04T00:00:00Z/a.csv', 'id,name\n1,"a" b\n2,c\n');
  await given.snowpipe();
  given.account = (sql) => (sql.includes('METERING') ? [['LAKEHOUSE_DEV_TRANSFORM', '2.5']] : []);
  snowflake = await snowflakeStandIn(given.behind);
  cloudwatch = await awsJson({
    PutMetricData: () => {
      if (isRefusing) throw new ServiceFailure('AccessDenied', 'not allowed', 403);
      return {};
    },
  });
  client = new CloudWatchClient({
    endpoint: cloudwatch.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
  });
});
afterAll(async () => {
  delete process.env['SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES'];
  client.destroy();
  await snowflake.close();
  await cloudwatch.close();
  await given.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  store = memoryStore();
  await store.put('node/model.shop.orders__quarantine', {
    ...{ node: 'model.shop.orders__quarantine', version: '1', publishedAt: '2026-01-05T11:00:00.000Z' },
  });
  await store.put('run/20260105T110000_A', {
    ...{ runId: '20260105T110000_A', kind: 'build', status: 'success', command: 'run' },
    ...{ startedAt: '2026-01-05T11:00:00.000Z', endedAt: '2026-01-05T11:01:00.000Z', models: {}, tests: {} },
  });
  isRefusing = false;
  lines = [];
  cloudwatch.calls.length = 0;
  snowflake.statements.length = 0;
});

function run(kind: Tick, over: Partial<TickOptions> = {}) {
  const now = given.clock.now;
  return tick(kind, {
    settings: {
      ...{ environment: 'dev', project: folder, stateTable: 'state', bucket: 'lake' },
      ...{ database: 'LAKEHOUSE', freshnessHours: 26 },
    },
    ...{ store, now, lake: given.lake },
    open: () =>
      openSnowflake({
        ...{ account: 'acme-shop', database: 'LAKEHOUSE', accessUrl: snowflake.url },
        authentication: { kind: 'workload-identity', provider: 'OIDC', token: 'a.b.c' },
      }),
    publish: (measurements, at) => publish(client, 'dev', measurements, at),
    remaining: () => 300_000,
    log: jsonLog({ write: (line) => lines.push(line), now, fields: {} }),
    ...over,
  });
}

interface Datum {
  readonly MetricName: string;
  readonly Value: number;
  readonly Unit: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}
const data = (): readonly Datum[] =>
  cloudwatch.calls.flatMap(({ body }) => {
    expect(body['Namespace']).toBe('Lakehouse');
    return body['MetricData'] as readonly Datum[];
  });
const series = (name: string) =>
  data()
    .filter(({ MetricName }) => MetricName === name)
    .map(({ Dimensions, Value }) => [
      Dimensions.map((dimension) => `${dimension.Name}=${dimension.Value}`).join(' '),
      Value,
    ]);

test.each(['frequent', 'hourly'] as const)(
  'a %s tick publishes every metric that belongs to it',
  async (kind) => {
    const { published, ran } = await run(kind);
    expect(ran).toBe(true);
    expect(published).toBe(data().length);
    const totals = data().filter(({ Dimensions }) => Dimensions.length === 1);
    const expected = Object.entries(METRICS).filter(([, { tick: when }]) => when === kind || when === 'both');
    expect(totals.map(({ MetricName }) => MetricName).sort()).toEqual(expected.map(([name]) => name).sort());
    for (const { MetricName, Unit, Dimensions } of data()) {
      const metric: { readonly unit: string; readonly detail?: string } = METRICS[MetricName as 'PipeLag'];
      expect(Unit).toBe(metric.unit);
      expect(Dimensions[0]).toEqual({ Name: 'Environment', Value: 'dev' });
      if (Dimensions[1]) expect(Dimensions[1].Name).toBe(metric.detail);
    }
  },
);

test('a frequent tick asks nothing that needs a warehouse', async () => {
  await run('frequent');
  const [session, ...others] = snowflake.statements.map(({ sql }) => sql);
  expect(session).toMatch(/^ALTER SESSION SET /);
  expect(others).toEqual([
    expect.stringMatching(/^SELECT (SYSTEM\$PIPE_STATUS\('[\w.]+'\)(, )?)+$/),
    'SHOW PIPES IN DATABASE LAKEHOUSE',
  ]);
});

test('what is seen is published by environment, by detail where there is something, and kept for whoever asks', async () => {
  await run('hourly');
  expect(series('LoadsPartial')).toEqual([
    ['Environment=dev', 1],
    ['Environment=dev Domain=shop', 1],
  ]);
  expect(series('CreditsLastDay')[0]).toEqual(['Environment=dev', 2.5]);
  expect(series('QuarantineUnresolved')[1]).toEqual(['Environment=dev Model=orders__quarantine', 1]);
  expect(series('MonitorTick')).toEqual([
    ['Environment=dev', 1],
    ['Environment=dev Tick=hourly', 1],
  ]);
  const seen = await readSeen(store, 'hourly');
  expect(seen?.at).toBe('2026-01-05T12:00:00.000Z');
  expect(seen?.notes[0]).toMatch(/a\.csv: PARTIALLY_LOADED, 1 errors\./);
  expect(lines.join('')).toContain('PARTIALLY_LOADED');
});

test('what could not be published is counted again by the next tick', async () => {
  isRefusing = true;
  await expect(run('hourly')).rejects.toThrow('not allowed');
  isRefusing = false;
  await run('hourly');
  expect(series('LoadsPartial').at(0)).toEqual(['Environment=dev', 1]);
  cloudwatch.calls.length = 0;
  given.clock.move(60_000);
  await run('hourly');
  expect(series('LoadsPartial').at(0)).toEqual(['Environment=dev', 0]);
});

test('a look that fails fails the tick, after everything else was published', async () => {
  const { account } = given;
  given.account = (sql) =>
    sql.includes('METERING')
      ? fail('LH502', "002003 (02000): Schema 'SNOWFLAKE.ACCOUNT_USAGE' does not exist or not authorized.")
      : [];
  await expect(run('hourly')).rejects.toThrow('credits could not be looked at: see the log');
  given.account = account;
  const names = new Set(data().map(({ MetricName }) => MetricName));
  expect(names).toContain('RowsRejected');
  expect(names).not.toContain('CreditsLastDay');
  expect(names).not.toContain('MonitorTick');
  expect(lines.join('')).toContain('"message":"credits could not be looked at"');
});

test('of two ticks of a kind at once one does nothing', async () => {
  let inner: Promise<unknown> = Promise.resolve();
  await run('frequent', {
    publish: async (measurements, at) => {
      inner = run('frequent');
      await inner;
      return publish(client, 'dev', measurements, at);
    },
  });
  expect(await inner).toEqual({ tick: 'frequent', ran: false, published: 0 });
});
