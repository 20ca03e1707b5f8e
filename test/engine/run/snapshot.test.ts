import { openShop, statuses, type Shop } from '../../support/shop';
import type { Small } from '../../support/small-project';

let shop: Shop;
const PEOPLE = 'LAKEHOUSE.BRONZE.PEOPLE';

beforeEach(async () => {
  shop = await openShop([
    `create table ${PEOPLE} (id number, city varchar, changed_at timestamp_ntz)`,
    `insert into ${PEOPLE} values (1, 'Lima', '2025-01-01 00:00:00'), (2, null, '2025-01-01 00:00:00')`,
  ]);
});
afterEach(() => shop.warehouse.close());

const timestamp: Small = {
  sources: ['shop.people'],
  snapshots: {
    history: {
      sql: 'select * from @shop.people',
      uniqueKey: ['id'],
      strategy: 'timestamp',
      updatedAt: 'changed_at',
    },
  },
  models: { current_people: 'select id, city from @history where dbt_valid_to is null' },
};
const check = (more: object = {}): Small => ({
  sources: ['shop.people'],
  snapshots: {
    history: {
      sql: 'select id, city from @shop.people',
      uniqueKey: ['id'],
      strategy: 'check',
      checkCols: ['city'],
      ...more,
    },
  },
});
const history = () =>
  shop.rows(
    `select id, city, dbt_valid_from::varchar, dbt_valid_to::varchar from LAKEHOUSE.SHOP.HISTORY order by id, dbt_valid_from`,
  );

test('timestamp: a newer row closes the version before it, and models see the history', async () => {
  expect(statuses(await shop.build(timestamp))).toEqual({ history: 'success', current_people: 'success' });
  await shop.warehouse.query(
    `update ${PEOPLE} set city = 'Cusco', changed_at = '2025-02-01 00:00:00' where id = 1`,
  );
  await shop.warehouse.query(`insert into ${PEOPLE} values (3, 'Puno', '2025-02-02 00:00:00')`);
  await shop.build(timestamp);
  expect(await history()).toEqual([
    [1, 'Lima', '2025-01-01 00:00:00.000', '2025-02-01 00:00:00.000'],
    [1, 'Cusco', '2025-02-01 00:00:00.000', null],
    [2, null, '2025-01-01 00:00:00.000', null],
    [3, 'Puno', '2025-02-02 00:00:00.000', null],
  ]);
  expect(await shop.rows('select * from LAKEHOUSE.SHOP.CURRENT_PEOPLE order by id')).toEqual([
    [1, 'Cusco'],
    [2, null],
    [3, 'Puno'],
  ]);
  expect(await shop.rows('select count(distinct dbt_scd_id) from LAKEHOUSE.SHOP.HISTORY')).toEqual([[4]]);
});

test('timestamp: a row that changed without a newer time is the same version', async () => {
  await shop.build(timestamp);
  await shop.warehouse.query(`update ${PEOPLE} set city = 'Cusco' where id = 1`);
  await shop.build(timestamp);
  expect((await history()).slice(0, 1)).toEqual([[1, 'Lima', '2025-01-01 00:00:00.000', null]]);
});

test('check: a change of a checked column, from and to null too, makes a version at the time of the run', async () => {
  await shop.build(check());
  await shop.warehouse.query(`update ${PEOPLE} set city = case when id = 1 then null else 'Ica' end`);
  await shop.build(check());
  const rows = await history();
  expect(rows.map(([id, city, , to]) => [id, city, to === null])).toEqual([
    [1, 'Lima', false],
    [1, null, true],
    [2, null, false],
    [2, 'Ica', true],
  ]);
  expect(rows[0]?.[3]).toBe(rows[1]?.[2]);
});

test('check of all columns', async () => {
  await shop.build(check({ checkCols: 'all' }));
  await shop.warehouse.query(`update ${PEOPLE} set city = 'Tacna' where id = 1`);
  await shop.build(check({ checkCols: 'all' }));
  expect((await history()).map(([id, city]) => [id, city])).toEqual([
    [1, 'Lima'],
    [1, 'Tacna'],
    [2, null],
  ]);
});

test('a row that is gone stays valid, unless hard deletes are to be closed', async () => {
  await shop.build(check());
  await shop.warehouse.query(`delete from ${PEOPLE} where id = 1`);
  await shop.build(check());
  expect((await history()).map(([id, , , to]) => [id, to === null])).toEqual([
    [1, true],
    [2, true],
  ]);
  await shop.warehouse.query(`update ${PEOPLE} set changed_at = '2025-03-01 00:00:00'`);
  await shop.build(check({ invalidateHardDeletes: true }));
  expect((await history()).map(([id, , , to]) => [id, to === null])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('a snapshot survives a full refresh and a change of its SQL', async () => {
  await shop.build(timestamp);
  await shop.warehouse.query(
    `update ${PEOPLE} set city = 'Cusco', changed_at = '2025-02-01 00:00:00' where id = 1`,
  );
  await shop.build(timestamp, { fullRefresh: true });
  expect(await history()).toHaveLength(3);
});

test('other columns than the history has are refused with what to do', async () => {
  await shop.build(timestamp);
  await shop.warehouse.query(`alter table ${PEOPLE} add column note varchar`);
  await shop.warehouse.query(`insert into ${PEOPLE} values (9, 'Ica', '2025-02-01 00:00:00', 'x')`);
  const result = await shop.build(timestamp);
  expect(result.models[0]).toMatchObject({
    status: 'error',
    message:
      'LH704 The columns of history changed (new: NOTE). Add or drop them in LAKEHOUSE.SHOP.HISTORY by ALTER TABLE: a snapshot is never built anew.',
  });
});

test('a snapshot without what its strategy needs is refused by name', async () => {
  const bare: Small = { snapshots: { history: { sql: 'select 1 as id' } } };
  await expect(shop.build(bare)).rejects.toThrow(
    'LH707 history.sql:1 Snapshot history with strategy timestamp needs unique_key and updated_at.',
  );
});
