import { readCost } from '../../../cloud/cost';
import { snowflakeNamesOf } from '../../../lambdas/deployment/contract';
import { localWarehouse, type LocalWarehouse } from '../../support/local-warehouse';

const NOW = new Date('2026-03-08T12:00:00Z');
const names = snowflakeNamesOf('dev');
const { transform, monitor } = names.warehouses;

/**
 * The columns that are asked for, as the documentation of the views has them. The local engine refuses the schema
 * ACCOUNT_USAGE, so it stands under another name, which is all that is changed in the statements.
 */
const VIEWS = `
create schema history;
create table history.query_history (query_id varchar, query_tag varchar, warehouse_name varchar, execution_status varchar,
  start_time timestamp_ltz, end_time timestamp_ltz, total_elapsed_time number(38,0), execution_time number(38,0), bytes_scanned number(38,0));
create table history.query_attribution_history (query_id varchar, query_tag varchar, start_time timestamp_ltz,
  credits_attributed_compute float, credits_used_query_acceleration float);
create table history.warehouse_metering_history (warehouse_name varchar, start_time timestamp_ltz, credits_used number(38,9),
  credits_used_compute number(38,9), credits_used_cloud_services number(38,9), credits_attributed_compute_queries number(38,9));
create table history.pipe_usage_history (pipe_id number(38,0), pipe_name varchar, start_time timestamp_ltz, credits_used number(38,9), bytes_inserted float);
create table history.pipes (pipe_id number(38,0), pipe_name varchar, pipe_schema varchar, pipe_catalog varchar);
`;

const tag = (of: object): string => JSON.stringify({ app: 'lakehouse', ...of, step: 'build x' });
const orders = 'model.lakehouse.olist__fct_orders';
const items = 'model.lakehouse.olist__fct_order_items';

const rows: readonly (readonly [
  id: string,
  tag: string,
  warehouse: string,
  status: string,
  at: string,
  ms: number,
  bytes: number,
])[] = [
  ['q1', tag({ run: 'r1', model: orders }), transform, 'success', '2026-03-07 01:00:00', 4000, 1000],
  [
    'q2',
    tag({ run: 'r1', model: orders, test: 'test.lakehouse.t' }),
    transform,
    'success',
    '2026-03-07 01:00:10',
    500,
    200,
  ],
  ['q3', tag({ run: 'r1', model: items }), transform, 'fail', '2026-03-07 01:01:00', 2000, 50],
  ['q4', tag({ run: 'r2', model: orders }), transform, 'success', '2026-03-08 11:00:00', 1000, 1000],
  ['q5', tag({ run: 'r2' }), transform, 'success', '2026-03-08 10:59:00', 100, 0],
  // Another environment's, somebody's own, and one before the span.
  [
    'q6',
    tag({ run: 'r9', model: orders }),
    'LAKEHOUSE_PROD_TRANSFORM',
    'success',
    '2026-03-07 01:00:00',
    9000,
    9,
  ],
  ['q7', 'my query', transform, 'success', '2026-03-07 01:00:00', 9000, 9],
  ['q8', tag({ run: 'r0', model: orders }), transform, 'success', '2026-02-20 01:00:00', 9000, 9],
];

let local: LocalWarehouse;
const asked: string[] = [];
/** The one difference between here and there. */
const here = (sql: string): string => sql.replaceAll('snowflake.account_usage.', 'history.');
const warehouse = {
  query: (sql: string, options?: Parameters<LocalWarehouse['warehouse']['query']>[1]) => {
    asked.push(sql);
    return local.warehouse.query(here(sql), options);
  },
};

beforeAll(async () => {
  local = await localWarehouse();
  for (const statement of VIEWS.split(';')) if (statement.trim()) await local.warehouse.query(statement);
  const ltz = (at: string): string => `'${at} +0000'::timestamp_ltz`;
  for (const [id, text, name, status, at, ms, bytes] of rows)
    await local.warehouse.query(
      `insert into history.query_history select ?, ?, ?, ?, ${ltz(at)}, dateadd(millisecond, ${ms + 50}, ${ltz(at)}), ${ms + 50}, ${ms}, ${bytes}`,
      { binds: [id, text, name, status] },
    );
  const credits = [
    ['q1', 0.25, null],
    ['q2', 0.0625, null],
    ['q3', 0.125, 0.5],
    ['q8', 7, null],
  ] as const;
  for (const [id, compute, acceleration] of credits)
    await local.warehouse.query(
      `insert into history.query_attribution_history select ?, '', ${ltz(id === 'q8' ? '2026-02-20 01:00:00' : '2026-03-07 01:00:00')}, ${compute}, ${acceleration}`,
      { binds: [id] },
    );
  await local.warehouse.query(`insert into history.warehouse_metering_history values
    ('${transform}', ${ltz('2026-03-07 01:00:00')}, 1.1, 1, 0.1, 0.6),
    ('${transform}', ${ltz('2026-03-08 11:00:00')}, 0.5, 0.5, 0, null),
    ('${monitor}', ${ltz('2026-03-07 01:00:00')}, 0.02, 0.02, 0, 0.01),
    ('LAKEHOUSE_PROD_TRANSFORM', ${ltz('2026-03-07 01:00:00')}, 9, 9, 0, 9)`);
  await local.warehouse.query(`insert into history.pipes values
    (1, 'EVENTS_PIPE', 'BRONZE_EVENTS', 'LAKEHOUSE_DEV'), (2, 'EVENTS_PIPE', 'BRONZE_EVENTS', 'LAKEHOUSE_PROD')`);
  await local.warehouse.query(`insert into history.pipe_usage_history values
    (1, 'EVENTS_PIPE', ${ltz('2026-03-07 01:00:00')}, 0.001, 1000), (1, 'EVENTS_PIPE', ${ltz('2026-03-07 02:00:00')}, 0.002, 500),
    (2, 'EVENTS_PIPE', ${ltz('2026-03-07 01:00:00')}, 5, 9)`);
});
afterAll(() => local.close());

const report = () => readCost(warehouse, { environment: 'dev', names, days: 7, now: NOW });

test('a model’s cost is what Snowflake attributes to its statements, and its tests’ seconds are told apart', async () => {
  expect((await report()).models).toEqual([
    {
      model: items,
      runs: 1,
      testSeconds: 0,
      statements: 1,
      failed: 1,
      seconds: 2,
      bytesScanned: 50,
      credits: 0.625,
      unattributed: 0,
    },
    {
      model: orders,
      runs: 2,
      testSeconds: 0.5,
      statements: 3,
      failed: 0,
      seconds: 5.5,
      bytesScanned: 2200,
      credits: 0.3125,
      unattributed: 1,
    },
    {
      model: undefined,
      runs: 1,
      testSeconds: 0,
      statements: 1,
      failed: 0,
      seconds: 0.1,
      bytesScanned: 0,
      credits: undefined,
      unattributed: 1,
    },
  ]);
});

test('runs are told the newest first; credits that are not there yet are not zero', async () => {
  expect((await report()).runs).toEqual([
    expect.objectContaining({
      run: 'r2',
      startedAt: '2026-03-08T10:59:00Z',
      endedAt: '2026-03-08T11:00:01Z',
      statements: 2,
      credits: undefined,
      unattributed: 2,
    }),
    expect.objectContaining({
      run: 'r1',
      startedAt: '2026-03-07T01:00:00Z',
      statements: 3,
      failed: 1,
      credits: 0.9375,
      unattributed: 0,
    }),
  ]);
});

test('what a warehouse was up for without a statement is told as idle, and is no model’s', async () => {
  expect((await report()).warehouses).toEqual([
    { warehouse: transform, credits: 1.5, queries: 0.6, idle: 0.9, cloudServices: 0.1 },
    { warehouse: monitor, credits: 0.02, queries: 0.01, idle: 0.01, cloudServices: 0 },
  ]);
});

test('pipes of this environment’s database alone', async () => {
  expect((await report()).pipes).toEqual([
    { pipe: 'BRONZE_EVENTS.EVENTS_PIPE', credits: 0.003, bytes: 1500 },
  ]);
});

test('the report says up to when its figures are whole', async () => {
  expect((await report()).complete).toEqual({
    statements: '2026-03-08T11:15:00.000Z',
    warehouses: '2026-03-08T09:00:00.000Z',
    pipes: '2026-03-08T09:00:00.000Z',
    credits: '2026-03-08T04:00:00.000Z',
  });
});

test('only the history is asked', () => {
  const tables = asked.flatMap((sql) =>
    [...sql.matchAll(/(?:from|join) (\S+\.\S+)/g)].map(([, name]) => name),
  );
  expect([...new Set(tables)].sort()).toEqual([
    'snowflake.account_usage.pipe_usage_history',
    'snowflake.account_usage.pipes',
    'snowflake.account_usage.query_attribution_history',
    'snowflake.account_usage.query_history',
    'snowflake.account_usage.warehouse_metering_history',
  ]);
});
