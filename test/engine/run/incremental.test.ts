import { openShop, statuses, type Shop } from '../../support/shop';
import type { Small, SmallModel } from '../../support/small-project';

let shop: Shop;
const ORDERS = 'LAKEHOUSE.BRONZE.ORDERS';

beforeEach(async () => {
  shop = await openShop([
    `create table ${ORDERS} (id number, amount number, batch number)`,
    `insert into ${ORDERS} values (1, 10, 1), (2, 20, 1)`,
  ]);
});
afterEach(() => shop.warehouse.close());

const NEW = 'select * from @shop.orders where batch > (select max(batch) from @this)';

function project(config: Partial<Exclude<SmallModel, string>> = {}, more: Small = {}): Small {
  return {
    sources: ['shop.orders'],
    ...more,
    models: {
      facts: {
        sql: 'select * from @shop.orders',
        incremental: NEW,
        materialized: 'incremental',
        uniqueKey: ['id'],
        ...config,
      },
      ...more.models,
    },
  };
}

const facts = () => shop.rows('select id, amount from LAKEHOUSE.SHOP.FACTS order by id, amount');

async function arrive(...rows: readonly string[]): Promise<void> {
  await shop.warehouse.query(`insert into ${ORDERS} values ${rows.join(', ')}`);
}

test('merge updates by key, inserts the rest, and reads only what arrived', async () => {
  await shop.build(project());
  await arrive('(2, 22, 2)', '(3, 33, 2)');
  const result = await shop.build(project());
  expect(result.models).toMatchObject([
    { name: 'facts', status: 'success', rows: 3, message: 'shop.orders has new rows' },
  ]);
  expect(await facts()).toEqual([
    [1, 10],
    [2, 22],
    [3, 33],
  ]);
  expect(await shop.relations()).not.toContain('SHOP.FACTS__ARRIVED table');
});

test('delete+insert replaces the rows of the keys that arrived', async () => {
  const replaced = project({ incrementalStrategy: 'delete+insert' });
  await shop.build(replaced);
  await arrive('(2, 21, 2)', '(2, 22, 2)');
  await shop.build(replaced);
  expect(await facts()).toEqual([
    [1, 10],
    [2, 21],
    [2, 22],
  ]);
});

test('append adds what arrived and touches nothing else', async () => {
  const appended = project({ incrementalStrategy: 'append', uniqueKey: [] });
  await shop.build(appended);
  await arrive('(2, 22, 2)');
  await shop.build(appended);
  expect(await facts()).toEqual([
    [1, 10],
    [2, 20],
    [2, 22],
  ]);
});

test('columns left out of the update keep their values', async () => {
  const partly = project({ mergeUpdateColumns: ['batch'] });
  await shop.build(partly);
  await arrive('(2, 99, 2)');
  await shop.build(partly);
  expect(await shop.rows('select amount, batch from LAKEHOUSE.SHOP.FACTS where id = 2')).toEqual([[20, 2]]);
});

test('a failing test takes the merge back, and the failing rows are kept all the same', async () => {
  const tested = project({}, { tests: { positive: 'select id, amount from @facts where amount < 0' } });
  await shop.build(tested);
  await arrive('(2, -5, 2)');
  const result = await shop.build(tested);
  expect(result.models).toMatchObject([{ status: 'error', message: 'test positive found 1' }]);
  expect(await facts()).toEqual([
    [1, 10],
    [2, 20],
  ]);
  expect(await shop.rows('select failing_row from LAKEHOUSE.AUDIT.FAILING_ROWS')).toEqual([
    ['{"id":2,"amount":-5}'],
  ]);
  await arrive('(2, 25, 3)');
  await shop.warehouse.query(`delete from ${ORDERS} where amount < 0`);
  expect((await shop.build(tested)).status).toBe('success');
  expect(await facts()).toEqual([
    [1, 10],
    [2, 25],
  ]);
});

test('all tests of the group run before the merge is taken back, so that one run tells all', async () => {
  const tested = project(
    {},
    {
      tests: {
        positive: 'select id from @facts where amount < 0',
        small: 'select id from @facts where amount > 100',
        known: 'select id from @facts where id > 1000',
      },
    },
  );
  await shop.build(tested);
  await arrive('(2, -5, 2)', '(3, 500, 2)');
  const result = await shop.build(tested);
  expect(Object.fromEntries(result.tests.map(({ name, status }) => [name, status]))).toEqual({
    positive: 'fail',
    small: 'fail',
    known: 'pass',
  });
});

test('a merge and the tables tied to it are committed together', async () => {
  const tied = project(
    {},
    {
      models: { dim: 'select distinct id from @shop.orders where id < 4' },
      tests: { related: 'select id from @facts where id not in (select id from @dim)' },
    },
  );
  await shop.build(tied);
  await arrive('(3, 30, 2)');
  expect(statuses(await shop.build(tied))).toEqual({ dim: 'success', facts: 'success' });
  await arrive('(4, 40, 3)');
  expect((await shop.build(tied)).status).toBe('error');
  expect(await shop.rows('select count(*) from LAKEHOUSE.SHOP.DIM')).toEqual([[3]]);
  expect(await facts()).toHaveLength(3);
});

test('a model of the same group that reads the merged one sees the merged rows', async () => {
  const chained = project(
    {},
    {
      models: {
        total: 'select sum(amount) as amount from @facts',
        other: 'select sum(amount) as amount from @shop.orders',
      },
      tests: {
        total_is_other: 'select * from @total where amount not in (select amount from @other)',
        facts_and_other: 'select * from @other where amount < (select max(amount) from @facts)',
      },
    },
  );
  await shop.build(chained);
  await arrive('(3, 30, 2)');
  const result = await shop.build(chained);
  expect(statuses(result)).toEqual({ facts: 'success', total: 'success', other: 'success' });
  expect(await shop.rows('select amount from LAKEHOUSE.SHOP.TOTAL')).toEqual([[60]]);
});

test('full refresh builds the table anew', async () => {
  await shop.build(project());
  await shop.warehouse.query(`update ${ORDERS} set amount = 11 where id = 1`);
  const result = await shop.build(project(), { fullRefresh: true });
  expect(result.models).toMatchObject([{ message: 'full refresh' }]);
  expect(await facts()).toEqual([
    [1, 11],
    [2, 20],
  ]);
});

describe('when the arrived rows have a new column', () => {
  const widened = (onSchemaChange: 'ignore' | 'fail' | 'append_new_columns' | 'sync_all_columns') =>
    project({ onSchemaChange });
  const grow = async (onSchemaChange: Parameters<typeof widened>[0]) => {
    await shop.build(widened(onSchemaChange));
    await shop.warehouse.query(`alter table ${ORDERS} add column note varchar`);
    await shop.warehouse.query(`alter table ${ORDERS} drop column amount`);
    await shop.warehouse.query(`insert into ${ORDERS} (id, batch, note) values (3, 2, 'new')`);
    return shop.build(widened(onSchemaChange));
  };
  const all = () => shop.rows('select * from LAKEHOUSE.SHOP.FACTS order by id');

  test('append_new_columns adds it and leaves a missing one null', async () => {
    expect((await grow('append_new_columns')).status).toBe('success');
    expect(await all()).toEqual([
      [1, 10, 1, null],
      [2, 20, 1, null],
      [3, null, 2, 'new'],
    ]);
  });

  test('sync_all_columns adds it and drops a missing one', async () => {
    expect((await grow('sync_all_columns')).status).toBe('success');
    expect(await all()).toEqual([
      [1, 1, null],
      [2, 1, null],
      [3, 2, 'new'],
    ]);
  });

  test('fail says which columns changed, and the table stays', async () => {
    const result = await grow('fail');
    expect(result.models).toMatchObject([
      {
        status: 'error',
        message:
          'LH704 The columns of facts changed (new: NOTE; gone: AMOUNT). Run it once with --full-refresh, or set on_schema_change.',
      },
    ]);
    expect(await all()).toEqual([
      [1, 10, 1],
      [2, 20, 1],
    ]);
  });

  test("ignore merges the columns of the table, and a missing one is the warehouse's error", async () => {
    const result = await grow('ignore');
    expect(result.models[0]?.message).toContain("invalid identifier 'ARRIVED.AMOUNT'");
  });
});

test('a key that is no column of the table is refused by name', async () => {
  await shop.build(project({ uniqueKey: ['order_id'] }));
  await arrive('(3, 30, 2)');
  await expect(shop.build(project({ uniqueKey: ['order_id'] }))).rejects.toThrow(
    'LH705 unique_key of facts names "order_id", which is not a column of its table (ID, AMOUNT, BATCH).',
  );
});
