import { reconcileTarget } from '../../cloud/reconcile';
import type { Reconciled } from '../../engine/inspection/reconcile';
import { snowflakeNamesOf } from '../../lambdas/deployment/contract';
import { DATABASE, monitored, SOURCES, type Monitored } from '../support/monitored';
import { compiled } from '../support/projects';

const HOUR = 3_600_000;
const { project, compiler } = compiled({
  'macros/schema.sql':
    '{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name }}{% endmacro %}',
  'models/shop__row_accounting.sql': "{{ config(schema='SILVER_SHOP') }} select 1 as dataset",
});
const placed = { project: { ...project, sources: SOURCES }, compiler };
const key = (name: string): string => `bronze/shop/orders/extracted_at=2026-01-05T10:00:00Z/${name}.csv`;

let given: Monitored;
beforeEach(async () => {
  given = await monitored();
  // The lake's own clock is the machine's: files land and are loaded by the same one.
  given.clock.move(Date.now() - given.clock.now().getTime());
});
afterEach(() => given.close());

/** Of orders, so many hours from now. */
async function reconciled(hours = 0): Promise<Reconciled> {
  const names = { ...snowflakeNamesOf('dev'), database: DATABASE };
  const datasets = await reconcileTarget(
    { env: 'dev', names, lake: given.lake },
    { warehouse: given.behind, project: placed, now: new Date(Date.now() + hours * HOUR) },
  );
  expect(datasets.map(({ dataset }) => dataset)).toEqual(['orders', 'sales', 'events']);
  const [orders, ...others] = datasets;
  expect(others.flatMap(({ differences }) => differences)).toEqual([]);
  if (!orders) throw new Error('no orders');
  return orders;
}

async function silverRead(bronzeRows: number): Promise<void> {
  await given.rows('create schema if not exists silver_shop');
  await given.rows(
    `create or replace table silver_shop.shop__row_accounting as select 'orders' as dataset, ${bronzeRows} as bronze_rows, ${bronzeRows} as accepted, 0 as duplicates, 0 as superseded, 0 as quarantined, 0 as unresolved`,
  );
}

test('every row of a file is somewhere once the monitor has entered it and a run has read it', async () => {
  await given.land(key('a'), 'id,name\n1,one\n2,two\n3,"three" x\n');
  await given.snowpipe();
  await given.enter();
  await silverRead(2);
  expect(await reconciled(5)).toMatchObject({
    ...{ filesInLake: 1, filesInLedger: 1, filesPending: 0, filesOnTheWay: 0 },
    ...{ rowsInFiles: 3, rowsLoaded: 2, rowsRejected: 1, rowsInBronze: 2, rowsOnTheWay: 0, rowsNew: 0 },
    account: { bronzeRows: 2, accepted: 2 },
    differences: [],
  });
});

test('what landed and was loaded within two hours is on its way, and is told after that', async () => {
  await given.land(key('a'), 'id,name\n1,one\n');
  await given.snowpipe();
  await given.enter();
  await silverRead(1);
  await given.land(key('b'), 'id,name\n2,two\n3,three\n');
  await given.snowpipe();
  await given.land(key('c'), 'id,name\n4,four\n');
  expect(await reconciled()).toMatchObject({
    ...{ filesInLake: 3, filesInLedger: 1, filesPending: 0, filesOnTheWay: 2 },
    ...{ rowsInBronze: 3, rowsOnTheWay: 2, rowsNew: 3, differences: [] },
  });
  expect((await reconciled(3)).differences).toEqual([
    '2 of 3 files in the lake are not loaded: lakehouse status --target dev tells of its pipe',
    'rows loaded (1) are not rows in bronze (3)',
    'silver was built of 1 rows and bronze has 3: run lakehouse build --target dev',
  ]);
});

test('what Snowflake says of a file as a whole explains all its rows that were not loaded', async () => {
  await given.land(key('a'), 'id,name\n1,one\n');
  await given.snowpipe();
  await given.enter();
  await silverRead(1);
  await given.rows(`update ${DATABASE}.bronze.load_ledger set rows_parsed = 10, errors = 1`);
  expect((await reconciled()).differences).toEqual(['rows in the files (10) are not loaded + rejected (1)']);
  await given.rows(
    `insert into ${DATABASE}.bronze.load_errors select domain, dataset, file, null, 'a value does not fit', null, loaded_at from ${DATABASE}.bronze.load_ledger`,
  );
  expect(await reconciled()).toMatchObject({ rowsRejected: 9, differences: [] });
});

test('rows that somebody deleted, and silver that lost some, are told', async () => {
  await given.land(key('a'), 'id,name\n1,one\n2,two\n');
  await given.snowpipe();
  await given.enter();
  await silverRead(2);
  await given.rows(`delete from ${DATABASE}.bronze_shop.orders where id = '2'`);
  await given.rows('update silver_shop.shop__row_accounting set accepted = 1');
  expect((await reconciled()).differences).toEqual([
    'rows loaded (2) are not rows in bronze (1)',
    'silver was built of 2 rows and bronze has 1: run lakehouse build --target dev',
    'rows that silver read (2) are not accepted + duplicate + superseded + quarantined (1)',
  ]);
});

test('it only reads', async () => {
  given.sent.length = 0;
  await reconciled();
  expect(given.sent.length).toBeGreaterThan(3);
  expect(given.sent.filter((sql) => !/^select /i.test(sql))).toEqual([]);
});
