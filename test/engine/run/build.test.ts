import { openShop, statuses, type Shop } from '../../support/shop';
import type { Small } from '../../support/small-project';

let shop: Shop;
const ORDERS = 'LAKEHOUSE.BRONZE.ORDERS';

beforeEach(async () => {
  shop = await openShop([
    `create table ${ORDERS} (id number, amount number)`,
    `insert into ${ORDERS} values (1, 10), (2, 20)`,
  ]);
});
afterEach(() => shop.warehouse.close());

const spec: Small = {
  sources: ['shop.orders'],
  models: {
    stage: 'select id, amount from @shop.orders',
    totals: 'select count(*) as orders, sum(amount) as amount from @stage',
    shown: { sql: 'select orders from @totals', materialized: 'view' },
  },
  tests: { stage_positive: 'select * from @stage where amount < 0' },
};

test('builds, tests and publishes every model, each after its parents', async () => {
  const result = await shop.build(spec);
  expect(result.status).toBe('success');
  expect(statuses(result)).toEqual({ stage: 'success', totals: 'success', shown: 'success' });
  expect(result.models.map(({ rows }) => rows)).toEqual([2, 1, undefined]);
  expect(await shop.rows('select * from LAKEHOUSE.SHOP.SHOWN')).toEqual([[2]]);
  expect(await shop.relations()).toEqual([
    'AUDIT.FAILING_ROWS table',
    'BRONZE.ORDERS table',
    'SHOP.SHOWN view',
    'SHOP.STAGE table',
    'SHOP.TOTALS table',
  ]);
});

test('a second run with nothing new sends no statement', async () => {
  await shop.build(spec);
  shop.sent.length = 0;
  const result = await shop.build(spec);
  expect(shop.sent).toEqual([]);
  expect(result.status).toBe('success');
  expect(statuses(result)).toEqual({ stage: 'unchanged', totals: 'unchanged', shown: 'unchanged' });
});

test('new rows of a source run what descends from it; the predecessor is kept, the one before it dropped', async () => {
  await shop.build(spec);
  for (const id of [3, 4]) {
    await shop.warehouse.query(`insert into ${ORDERS} values (${id}, 30)`);
    expect(statuses(await shop.build(spec))).toEqual({
      stage: 'success',
      totals: 'success',
      shown: 'success',
    });
  }
  expect(await shop.rows('select orders, amount from LAKEHOUSE.SHOP.TOTALS')).toEqual([[4, 90]]);
  const kept = (await shop.relations()).filter((name) => name.includes('STAGE__'));
  expect(kept).toHaveLength(1);
  const [name = ''] = kept[0]?.split(' ') ?? [];
  expect(await shop.rows(`select count(*) from LAKEHOUSE.${name}`)).toEqual([[3]]);
});

test('a failing test keeps the old table, skips descendants, keeps the rows and fails the run', async () => {
  await shop.build(spec);
  await shop.warehouse.query(`insert into ${ORDERS} values (3, -1), (4, -2)`);
  const result = await shop.build(spec);
  expect(result.status).toBe('error');
  expect(result.models.map(({ name, status, message }) => `${name} ${status}: ${message}`)).toEqual([
    'stage error: test stage_positive found 2',
    'totals skipped: skipped, since stage failed',
    'shown skipped: skipped, since stage failed',
  ]);
  expect(await shop.rows('select count(*) from LAKEHOUSE.SHOP.STAGE')).toEqual([[2]]);
  expect(
    await shop.rows(
      'select run_id, test, model, row_number, failing_row from LAKEHOUSE.AUDIT.FAILING_ROWS order by row_number',
    ),
  ).toEqual([
    [result.runId, 'test.shop.stage_positive', 'model.shop.stage', 1, '{"id":3,"amount":-1}'],
    [result.runId, 'test.shop.stage_positive', 'model.shop.stage', 2, '{"id":4,"amount":-2}'],
  ]);
});

test('a failed model runs again until it succeeds, although nothing new came', async () => {
  await shop.warehouse.query(`insert into ${ORDERS} values (3, -1)`);
  expect((await shop.build(spec)).status).toBe('error');
  expect(statuses(await shop.build(spec))).toMatchObject({ stage: 'error' });
  await shop.warehouse.query(`delete from ${ORDERS} where amount < 0`);
  expect(statuses(await shop.build(spec))).toEqual({ stage: 'success', totals: 'success', shown: 'success' });
});

test('a warning only tells', async () => {
  const warning: Small = {
    ...spec,
    tests: { stage_positive: { sql: 'select * from @stage where amount < 0', severity: 'warn' } },
  };
  await shop.warehouse.query(`insert into ${ORDERS} values (3, -1)`);
  const result = await shop.build(warning);
  expect(result.status).toBe('success');
  expect(result.tests).toMatchObject([
    { name: 'stage_positive', status: 'warn', failures: 1, message: 'found 1' },
  ]);
  expect(await shop.rows('select count(*) from LAKEHOUSE.AUDIT.FAILING_ROWS')).toEqual([[1]]);
});

test('a statement that the warehouse refuses is the error of its model', async () => {
  const broken: Small = { ...spec, models: { ...spec.models, totals: 'select nothing_like_it from @stage' } };
  const result = await shop.build(broken);
  expect(statuses(result)).toEqual({ stage: 'success', totals: 'error', shown: 'skipped' });
  expect(result.models[1]?.message).toContain("invalid identifier 'NOTHING_LIKE_IT'");
});

test('a failing test of a source stops its readers before they are built', async () => {
  const tested: Small = {
    ...spec,
    tests: { orders_positive: 'select * from @shop.orders where amount < 0' },
  };
  await shop.warehouse.query(`insert into ${ORDERS} values (3, -1)`);
  const result = await shop.build(tested);
  expect(result.models.map(({ name, status, message }) => `${name} ${status}: ${message}`)).toEqual([
    'stage skipped: skipped, since source.shop.shop.orders failed',
    'totals skipped: skipped, since source.shop.shop.orders failed',
    'shown skipped: skipped, since source.shop.shop.orders failed',
  ]);
  expect(shop.sent.filter((sql) => sql.includes('STAGE'))).toEqual([]);
});

test('a failing unit test stops its model before it is built', async () => {
  const tested: Small = {
    ...spec,
    unitTests: { adds_up: { model: 'stage', sql: "select 'actual' as actual_or_expected" } },
  };
  const result = await shop.build(tested);
  expect(statuses(result)).toEqual({ stage: 'error', totals: 'skipped', shown: 'skipped' });
  expect(result.tests.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'adds_up fail',
    'stage_positive skipped',
  ]);
  expect(shop.sent.filter((sql) => sql.startsWith('create or replace'))).toEqual([]);
});

test('models that a test ties are published together or not at all', async () => {
  const tied: Small = {
    sources: ['shop.orders'],
    models: { fact: 'select id from @shop.orders', dim: 'select id from @shop.orders where id < 3' },
    tests: { related: 'select id from @fact where id not in (select id from @dim)' },
  };
  await shop.build(tied);
  await shop.warehouse.query(`insert into ${ORDERS} values (3, 30)`);
  const result = await shop.build(tied);
  expect(statuses(result)).toEqual({ dim: 'error', fact: 'error' });
  expect(await shop.rows('select count(*) from LAKEHOUSE.SHOP.FACT')).toEqual([[2]]);
});

test('in a group, the model at fault is the error; the others and what waits for them name it', async () => {
  const tied: Small = {
    models: { good: 'select 1 as id', bad: 'select nothing_like_it', below: 'select * from @good' },
    tests: { related: 'select id from @good where id not in (select id from @bad)' },
  };
  const result = await shop.build(tied);
  expect(result.models.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'bad error',
    'good skipped',
    'below skipped',
  ]);
  expect(result.models[1]?.message).toMatch(/^not published, since build bad: LH5/);
  expect(result.models[2]?.message).toBe('skipped, since bad failed');
});

test('a table can become a view and a view a table', async () => {
  await shop.build(spec);
  const turned: Small = {
    ...spec,
    models: {
      ...spec.models,
      totals: { sql: 'select count(*) as orders, sum(amount) as amount from @stage', materialized: 'view' },
      shown: 'select orders from @totals',
    },
  };
  expect(statuses(await shop.build(turned))).toEqual({
    stage: 'unchanged',
    totals: 'success',
    shown: 'success',
  });
  expect(await shop.relations()).toEqual(expect.arrayContaining(['SHOP.SHOWN table', 'SHOP.TOTALS view']));
  expect(await shop.rows('select * from LAKEHOUSE.SHOP.SHOWN')).toEqual([[2]]);
});

test('at most as many statements run at a time as there are threads', async () => {
  let [now, most] = [0, 0];
  const counted = {
    ...shop.workspace(spec).warehouse,
    query: async (sql: string) => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      return shop.warehouse.query(sql).finally(() => (now -= 1));
    },
  };
  const wide: Small = {
    sources: ['shop.orders'],
    models: Object.fromEntries([1, 2, 3, 4, 5].map((nth) => [`m${nth}`, 'select * from @shop.orders'])),
  };
  await shop.build(wide, { threads: 3 }, counted);
  expect(most).toBe(3);
});

test('a run that was asked to stop starts nothing more and says so', async () => {
  const stop = new AbortController();
  stop.abort();
  const result = await shop.build(spec, { signal: stop.signal });
  expect(result.status).toBe('stopped');
  expect(result.models.map(({ status, message }) => `${status}: ${message}`)).toEqual(
    Array(3).fill('skipped: stopped by request'),
  );
  expect((await shop.build(spec)).status).toBe('success');
});

test('tells of every step, model and test as it goes', async () => {
  const one: Small = {
    sources: ['shop.orders'],
    models: { one: { sql: 'select * from @shop.orders', materialized: 'view' } },
    tests: { positive: 'select * from @one where amount < 0' },
  };
  await shop.build(one, { threads: 1 });
  const told = shop.events.map((event) => {
    switch (event.type) {
      case 'step-started':
        return `${event.purpose} ${event.step}`;
      case 'step-finished':
        return `${event.observation.status} ${event.ms > 0 ? 'after some time' : ''}`;
      case 'test-finished':
      case 'model-finished':
        return `${event.type} ${event.result.name} ${event.result.status}`;
      default:
        return event.type;
    }
  });
  const done = 'success after some time';
  expect(told).toEqual([
    'run-started',
    ...['prepare create schema LAKEHOUSE.SHOP', done, 'prepare create schema LAKEHOUSE.AUDIT', done],
    ...['prepare create failing rows', done],
    ...['build build one', done, 'audit test positive', 'pass after some time'],
    ...['publish begin one', done, 'publish publish one', done, 'publish commit one', done],
    ...['test-finished positive pass', 'model-finished one success'],
    ...['clean drop candidate one', done],
    'run-finished',
  ]);
});
