import type { Graph, RunDetails } from '../../../console/api';
import { paths } from '../../../console/api';
import { openConsole, type TestConsole } from '../../support/console';
import type { Small } from '../../support/small-project';

const spec: Small = {
  sources: ['raw.rows'],
  models: {
    base: { sql: 'select id from @raw.rows', materialized: 'view' },
    totals: 'select count(*) as n from @base',
    other: 'select 1 as id',
  },
};

let open: TestConsole;
beforeEach(async () => {
  open = await openConsole(spec);
});
afterEach(() => open.close());

async function statuses(): Promise<{ readonly [name: string]: string }> {
  const { nodes } = await open.json<Graph>(paths.graph);
  return Object.fromEntries(
    nodes.map(({ name, status, reason }) => [name, reason === undefined ? status : `${status}: ${reason}`]),
  );
}
const bronze = (sql: string): Promise<unknown> => open.shop.warehouse.query(sql);

test('a table that is not there, and what was never built, say so', async () => {
  expect(await statuses()).toEqual({
    'raw.rows': 'never: there is no such table',
    base: 'never: it has never been built by a run',
    totals: 'never: it has never been built by a run',
    other: 'never: it has never been built by a run',
  });
});

test('what a build would do now is stale, for the same reason', async () => {
  await bronze('create table LAKEHOUSE.BRONZE.ROWS (id number)');
  await open.shop.build(spec);
  expect(await statuses()).toEqual({ 'raw.rows': 'fresh', base: 'fresh', totals: 'fresh', other: 'fresh' });
  const changed = { ...spec, models: { ...spec.models, other: 'select 2 as id' } };
  open.use(changed);
  expect(await statuses()).toEqual({
    'raw.rows': 'fresh',
    base: 'fresh',
    totals: 'fresh',
    other: 'stale: its SQL changed',
  });
});

test('a model without a table of its own is what it is made of', async () => {
  const text = { sql: 'select * from @totals', materialized: 'ephemeral' as const };
  const withText = { ...spec, models: { ...spec.models, text, below: 'select * from @text' } };
  open.use(withText);
  expect(await statuses()).toMatchObject({ text: 'never: totals is not there yet' });
  await bronze('create table LAKEHOUSE.BRONZE.ROWS (id number)');
  await open.shop.build(withText);
  expect(await statuses()).toMatchObject({ text: 'fresh', below: 'fresh' });
});

test('a source whose test found something has failed', async () => {
  await bronze('create table LAKEHOUSE.BRONZE.ROWS as select 1 as id');
  const tested = { ...spec, tests: { no_rows: 'select * from @raw.rows' } };
  open.use(tested);
  await open.shop.build(tested);
  expect(await statuses()).toMatchObject({
    'raw.rows': 'failed: test no_rows: found 1',
    base: 'skipped: skipped, since source.shop.raw.rows failed',
  });
});

test('what failed is failed and what waited for it is skipped, until a run mends it', async () => {
  await bronze('create table LAKEHOUSE.BRONZE.ROWS (id number)');
  const broken = {
    ...spec,
    models: { ...spec.models, base: { sql: 'select nothing from @raw.rows', materialized: 'view' as const } },
  };
  open.use(broken);
  await open.shop.build(broken);
  expect(await statuses()).toMatchObject({
    base: expect.stringMatching(/^failed: .*invalid identifier 'NOTHING'/s),
    totals: 'skipped: skipped, since base failed',
    other: 'fresh',
  });
  open.use(spec);
  await open.shop.build(spec);
  expect(await statuses()).toMatchObject({ base: 'fresh', totals: 'fresh', other: 'fresh' });
});

test('a run whose process died is interrupted, and what it had not reached is not called running', async () => {
  const { shop } = open;
  await bronze('create table LAKEHOUSE.BRONZE.ROWS (id number)');
  const dies = new Error('killed');
  const { warehouse } = shop;
  const broken: typeof warehouse = {
    traits: warehouse.traits,
    query: (sql, options) =>
      /TOTALS__CANDIDATE/.test(sql) ? Promise.reject(dies) : warehouse.query(sql, options),
    session: () => warehouse.session(),
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
  };
  await expect(shop.build(spec, {}, broken)).rejects.toBe(dies);
  const { items } = await open.json<{ items: readonly { runId: string; status: string }[] }>(paths.runs());
  expect(items.map(({ status }) => status)).toEqual(['interrupted']);
  const run = await open.json<RunDetails>(paths.run(items[0]?.runId ?? ''));
  expect(run.status).toBe('interrupted');
  expect(await statuses()).toMatchObject({ totals: 'never: it has never been built by a run' });
});

test('a test that ties models together counts once, so that counts can be summed', async () => {
  const tied = { ...spec, tests: { they_agree: 'select * from @totals, @other where 1 = 0' } };
  await bronze('create table LAKEHOUSE.BRONZE.ROWS (id number)');
  open.use(tied);
  await open.shop.build(tied);
  const { nodes } = await open.json<Graph>(paths.graph);
  expect(nodes.reduce((sum, { tests }) => sum + tests.pass, 0)).toBe(1);
});
