import { readRunDetails, readRuns } from '../../../engine/run';
import { openShop, type Shop } from '../../support/shop';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.warehouse.close());

async function lastRun() {
  const [record] = await readRuns(shop.store);
  const details = record && (await readRunDetails(shop.store, record.runId));
  if (!details) throw new Error('no run is recorded');
  return details;
}

test('the history keeps which units of a run waited for which', async () => {
  await shop.build({ models: { one: 'select 1 as id', two: 'select * from @one' } });
  expect((await lastRun()).units).toEqual([
    { unit: 'setup', after: [], nodes: [] },
    { unit: 'model.shop.one', after: ['setup'], nodes: ['model.shop.one'] },
    { unit: 'model.shop.two', after: ['setup', 'model.shop.one'], nodes: ['model.shop.two'] },
  ]);
});

test('the history keeps the statement of what failed, and none of what was skipped', async () => {
  await shop.build({
    models: { one: 'select 1 as id', broken: 'select nothing from @one', below: 'select * from @broken' },
    tests: { one_is_two: 'select * from @one where id <> 2' },
  });
  const { failures = [] } = await lastRun();
  expect(failures).toEqual([
    {
      step: 'test one_is_two',
      model: 'model.shop.one',
      test: 'test.shop.one_is_two',
      message: 'found 1',
      sql: expect.stringContaining('LAKEHOUSE.SHOP.ONE__CANDIDATE where id <> 2'),
      at: expect.stringMatching(/^2026-01-02T03:0/),
    },
  ]);
  await shop.build({ models: { one: 'select 1 as id', broken: 'select nothing from @one' } });
  expect((await lastRun()).failures).toEqual([
    {
      step: 'build broken',
      model: 'model.shop.broken',
      message: expect.stringContaining("invalid identifier 'NOTHING'"),
      sql: expect.stringContaining('select nothing from LAKEHOUSE.SHOP.ONE'),
      at: expect.any(String),
    },
  ]);
});

test('statements that are very long are kept in part', async () => {
  const long = Array.from({ length: 3000 }, (_, at) => `${at} as c${at}`).join(', ');
  await shop.build({ models: { wide: `select ${long}, nothing` } });
  const [failure] = (await lastRun()).failures ?? [];
  expect(failure?.sql).toHaveLength(6002);
});
