import { readCloudStatus } from '../../../cloud/status';
import type { LandedSource } from '../../../engine/landing/setup';
import type { NodeState } from '../../../engine/plan/types';
import type { Json } from '../../../engine/project/types';
import { fail } from '../../../engine/errors';
import type { Store } from '../../../engine/run';
import type { WarehouseReader } from '../../../engine/warehouse/port';
import { loadLanded } from '../../../local/pipe';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../../support/local-warehouse';
import { memoryStore } from '../../support/memory-store';
import { compiled } from '../../support/projects';
import { source } from '../../support/sources';

const clock = fixedClock('2026-01-05T12:00:00.000Z');
const sources = [
  source('shop', 'orders', ['id', 'name']),
  source('clicks', 'clicks', [], { format: 'ndjson' }),
] as LandedSource[];

const { project, compiler } = compiled({
  'macros/schema.sql':
    '{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name }}{% endmacro %}',
  'models/orders__quarantine.sql': "{{ config(schema='SILVER_SHOP') }} select 1 as id",
  'models/fct_orders.sql': "{{ config(schema='GOLD_SHOP', tags=['gold']) }} select 1 as id",
});
// The sources' relations are the project's own, so that their schemas are known.
const placed = {
  project: { ...project, sources },
  compiler: {
    relation: (id: string) => {
      const found = sources.find(({ uniqueId }) => uniqueId === id);
      return found
        ? { database: 'LAKEHOUSE', schema: found.schema, name: found.identifier.toUpperCase() }
        : compiler.relation(id);
    },
  },
};

let local: LocalWarehouse;
let store: Store;
/** What Snowflake says of each pipe; undefined where there is none. */
let pipes: { [name: string]: object | undefined };

/** The warehouse of this machine, and SYSTEM$PIPE_STATUS, which it has not. */
const withPipes = (warehouse: WarehouseReader): WarehouseReader => ({
  ...warehouse,
  catalog: () => warehouse.catalog(),
  columns: (relation) => warehouse.columns(relation),
  changeTokens: (relations) => warehouse.changeTokens(relations),
  query: async (sql, options) => {
    const asked = [...sql.matchAll(/SYSTEM\$PIPE_STATUS\('LAKEHOUSE\.([^']+)'\)/g)].map(
      ([, name = '']) => name,
    );
    if (asked.length === 0) return warehouse.query(sql, options);
    const answers = asked.map(
      (name) =>
        pipes[name] ?? fail('LH502', `002003 (02000): Pipe '${name}' does not exist or not authorized.`),
    );
    return { columns: [], rows: [answers.map((answer) => JSON.stringify(answer))] };
  },
});

const running = { executionState: 'RUNNING', pendingFileCount: 0 };
const ORDERS = 'BRONZE_SHOP.ORDERS_PIPE';
const CLICKS = 'BRONZE_CLICKS.CLICKS_PIPE';

beforeEach(async () => {
  local = await localWarehouse({ clock: clock.now });
  store = memoryStore();
  pipes = { [ORDERS]: running, [CLICKS]: running };
  await local.put(
    'bronze/shop/orders/extracted_at=2026-01-05T00:00:00Z/a.csv',
    Buffer.from('id,name\n1,one\n2,"two" x\n'),
  );
  await loadLanded({ warehouse: local.warehouse, lake: local.lake, sources, clock: clock.now });
});
afterEach(() => local.close());

const status = () =>
  readCloudStatus({
    store,
    lake: local.lake,
    warehouse: withPipes(local.warehouse),
    database: 'LAKEHOUSE',
    project: placed,
    now: new Date(),
  });

test('a dataset is told by its pipe, the ledger and the newest file of the lake', async () => {
  pipes[ORDERS] = {
    executionState: 'PAUSED',
    pendingFileCount: 2,
    oldestFileTimestamp: '2026-01-05T10:00:00.000Z',
    lastForwardedMessageTimestamp: '2026-01-05T11:00:00.000Z',
    error: 'who paused it',
  };
  const [orders, clicks] = (await status()).datasets;
  expect(orders).toMatchObject({
    domain: 'shop',
    dataset: 'orders',
    pipe: ORDERS,
    state: 'PAUSED',
    error: 'who paused it',
    pending: 2,
    oldestPending: '2026-01-05T10:00:00.000Z',
    toldAt: '2026-01-05T11:00:00.000Z',
    rowsLoaded: 1,
    errors: 1,
    loadedAt: '2026-01-05T12:00:00.000Z',
  });
  expect(clicks).toMatchObject({
    pipe: CLICKS,
    state: 'RUNNING',
    pending: 0,
    rowsLoaded: 0,
    landedAt: undefined,
  });
});

test('a pipe that is not there is told as not there, and the others all the same', async () => {
  pipes[ORDERS] = undefined;
  expect((await status()).datasets.map(({ pipe, state, pending }) => [pipe, state, pending])).toEqual([
    [ORDERS, undefined, undefined],
    [CLICKS, 'RUNNING', 0],
  ]);
});

test('bronze is behind a file that its pipe was not told of, and behind nothing once it was told and loaded it', async () => {
  const later = new Date();
  const key = `bronze/shop/orders/extracted_at=${later.toISOString().slice(0, 10)}T00:00:00Z/b.csv`;
  await local.put(key, Buffer.from('id,name\n3,three\n'));
  const bronze = async () =>
    (await status()).lag.find(({ domain }) => domain === 'shop')?.layers[1]?.lagSeconds;
  const [first, second] = await Promise.all(
    ['extracted_at=2026-01-05', key].map(async (part) => {
      for await (const { key: of, modifiedAt } of local.lake.list('bronze/'))
        if (of.includes(part)) return Date.parse(modifiedAt);
      throw new Error(`no ${part}`);
    }),
  );
  expect(await bronze()).toBe(((second ?? 0) - (first ?? 0)) / 1000);
  pipes[ORDERS] = {
    ...running,
    lastForwardedMessageTimestamp: new Date(later.getTime() + 60_000).toISOString(),
  };
  expect(await bronze()).toBe(0);
});

test('the last run, its failed tests, rejected and quarantined rows are those of a local lakehouse', async () => {
  await local.warehouse.query('create schema silver_shop');
  await local.warehouse.query(
    "create table silver_shop.orders__quarantine as select * from (values ('no id', false), ('no id', true)) as v (reason, resolved)",
  );
  const run = {
    runId: '20260105-1',
    kind: 'build',
    status: 'error',
    startedAt: '2026-01-05T11:00:00.000Z',
    models: { success: 1 },
    tests: { fail: 1 },
  };
  const failed = { test: 'test.shop.t', name: 't', status: 'fail', failures: 3, message: 'three rows' };
  const passed = { ...failed, test: 'test.shop.u', status: 'pass' };
  await store.put('run/20260105-1', run as unknown as Json);
  await store.put('details/20260105-1', { models: [], tests: [failed, passed] });
  const gold: Partial<NodeState> = { node: 'model.shop.fct_orders', publishedAt: '2026-01-05T11:30:00.000Z' };
  await store.put('node/model.shop.fct_orders', gold as unknown as Json);
  const found = await status();
  expect(found.lastRun).toEqual(run);
  expect(found.failedTests).toEqual([failed]);
  expect(found.quarantined).toEqual([
    { model: 'orders__quarantine', reason: 'no id', rows: 2, unresolved: 1 },
  ]);
  expect(found.rejected).toMatchObject([{ domain: 'shop', dataset: 'orders', rows: 1, files: 1 }]);
  expect(found.layers).toEqual([
    { schema: 'BRONZE_SHOP', relations: 1, newest: '2026-01-05T12:00:00.000Z' },
    { schema: 'GOLD_SHOP', relations: 1, newest: '2026-01-05T11:30:00.000Z' },
  ]);
  // Published half an hour before the newest load.
  expect(found.lag.find(({ domain }) => domain === 'shop')?.layers[2]).toMatchObject({
    layer: 'gold',
    lagSeconds: 1800,
  });
});
