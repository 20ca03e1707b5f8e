import { makeRunId } from '../../../engine/plan';
import type { Warehouse } from '../../../engine/warehouse/port';
import { openShop, statuses, type Shop } from '../../support/shop';
import type { Small } from '../../support/small-project';
import { FIRST_ORDERS, MORE_ORDERS, tied } from '../../support/tied-orders';

const spec: Small = {
  ...tied,
  models: {
    ...tied.models,
    total: 'select sum(amount) as amount from @facts',
    shown: { sql: 'select amount from @total', materialized: 'view' },
  },
  tests: { ...tied.tests, total_positive: 'select * from @total where amount <= 0' },
};

/** Statements until the power goes; the last one is carried out or not. */
function failingAfter(warehouse: Warehouse, statements: number, carriedOut: boolean): Warehouse {
  let left = statements;
  const cut = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left > 0) return work();
    if (left === 0 && carriedOut) await work();
    throw new Error('the power went');
  };
  return {
    ...warehouse,
    traits: warehouse.traits,
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
    query: (sql, options) => cut(() => warehouse.query(sql, options)),
    session: async () => {
      const session = await warehouse.session();
      return {
        query: (sql, options) => cut(() => session.query(sql, options)),
        close: () => session.close(),
      };
    },
  };
}

async function published(shop: Shop) {
  const live = (await shop.relations()).filter((name) => name.startsWith('SHOP.') && !name.includes('__'));
  const rows = live.map(async (relation) => [
    relation,
    await shop.rows(`select * from LAKEHOUSE.${relation.split(' ')[0] ?? ''} order by 1`),
  ]);
  return Promise.all(rows);
}

async function undisturbed(second: boolean) {
  const shop = await openShop(FIRST_ORDERS);
  await shop.build(spec);
  if (second) {
    await shop.warehouse.query(MORE_ORDERS);
    await shop.build(spec);
  }
  const result = await published(shop);
  const statements = shop.sent.length;
  return { result, statements, warehouse: shop.warehouse };
}

test.each([
  ['a first run', false],
  ['a run that merges and replaces', true],
])('%s, interrupted at any statement, is finished by the next build', async (_name, second) => {
  const { result, statements, warehouse } = await undisturbed(second);
  for (let nth = 1; nth <= (second ? 24 : 20); nth += 1) {
    const shop = await openShop(FIRST_ORDERS, warehouse);
    if (second) {
      await shop.build(spec);
      await shop.warehouse.query(MORE_ORDERS);
    }
    const dying = shop.build(spec, { threads: 2 }, failingAfter(shop.warehouse, nth, nth % 2 === 0));
    await expect(dying).rejects.toThrow('the power went');
    const last = await shop.build(spec);
    expect(Object.values(statuses(last))).toEqual(Array(4).fill('unchanged'));
    expect(await published(shop)).toEqual(result);
  }
  await warehouse.close();
  expect(statements).toBeGreaterThan(20);
});

test('an interrupted run is resumed: what was published is not built again', async () => {
  const shop = await openShop(FIRST_ORDERS);
  const chain: Small = {
    sources: ['shop.orders'],
    models: { one: 'select * from @shop.orders', two: 'select * from @one', three: 'select * from @two' },
  };
  const dying = shop.build(chain, { threads: 1 }, failingAfter(shop.warehouse, 14, true));
  await expect(dying).rejects.toThrow('the power went');
  shop.sent.length = 0;
  await shop.build(chain);
  expect(
    shop.sent.filter((sql) => sql.startsWith('create or replace')).map((sql) => sql.split('\n')[0]),
  ).toEqual(['create or replace transient table LAKEHOUSE.SHOP.THREE__CANDIDATE copy grants as']);
  expect(shop.events.filter((event) => event.type === 'run-started').map((event) => event.resumed)).toEqual([
    false,
    true,
    false,
  ]);
  await shop.warehouse.close();
});

test('an interrupted run whose SQL was changed since is given up, and the new plan builds what is missing', async () => {
  const shop = await openShop(FIRST_ORDERS);
  const first: Small = { sources: ['shop.orders'], models: { one: 'select * from @shop.orders' } };
  await expect(shop.build(first, {}, failingAfter(shop.warehouse, 4, true))).rejects.toThrow(
    'the power went',
  );
  const changed: Small = { sources: ['shop.orders'], models: { one: 'select id from @shop.orders' } };
  expect(statuses(await shop.build(changed))).toEqual({ one: 'success' });
  const runs = (await shop.store.list('run/')).map(({ body }) => (body as { status: string }).status);
  expect(runs.sort()).toEqual(['abandoned', 'success']);
  await shop.warehouse.close();
});

test('a finished run leaves no journal and no plan behind', async () => {
  const shop = await openShop(FIRST_ORDERS);
  await shop.build(spec);
  expect((await shop.store.list('')).map(({ key }) => key.split('/')[0])).toEqual([
    'current',
    'details',
    'lock',
    ...Array(4).fill('node'),
    'run',
  ]);
  await shop.warehouse.close();
});

test('run ids sort by time and are safe in names', () => {
  expect(makeRunId(new Date('2026-01-02T03:04:05.678Z'), '7f3a')).toBe('20260102T030405_7F3A');
  expect(() => makeRunId(new Date(0), 'a-b')).toThrow('not letters and digits: a-b');
});
