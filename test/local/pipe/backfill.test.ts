import { landedSources } from '../../../engine/landing/setup';
import type { SourceTable } from '../../../engine/project/types';
import { loadLanded } from '../../../local/pipe';
import { backfill, type BackfillOptions, type BackfillReport } from '../../../local/pipe/backfill';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../../support/local-warehouse';
import { source } from '../../support/sources';

let local: LocalWarehouse;
const clock = fixedClock();
beforeEach(async () => {
  local = await localWarehouse({ clock: clock.now });
});
afterEach(() => local.close());

const orders = source('shop', 'orders', ['id', 'name']);
const key = (day: number): string => `bronze/shop/orders/extracted_at=2026-01-0${day}T00:00:00Z/${day}.csv`;
const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
  (await local.warehouse.query(sql)).rows;

async function landed(): Promise<void> {
  for (const [day, text] of [
    [1, '1,one\n'],
    [2, '2,two\n"2"x,bad\n'],
    [3, '3,three\n'],
  ] as const)
    await local.put(key(day), Buffer.from(`id,name\n${text}`));
  await loadLanded({ warehouse: local.warehouse, lake: local.lake, sources: [orders], clock: clock.now });
}

function run(options: Partial<BackfillOptions> = {}, table: SourceTable = orders): Promise<BackfillReport> {
  const sources = landedSources([table]);
  const [only] = sources;
  if (!only) throw new Error('a source has a landing');
  return backfill({
    ...{ warehouse: local.warehouse, lake: local.lake, source: only, sources, database: 'LAKEHOUSE' },
    ...{ clock: clock.now, apply: true },
    ...options,
  });
}

const state = async (): Promise<unknown> => ({
  bronze: await rows('SELECT ID, NAME, _FILE FROM LAKEHOUSE.BRONZE_SHOP.ORDERS ORDER BY ID'),
  ledger: await rows(
    'SELECT FILE, ROWS_LOADED, ERRORS, STATUS FROM LAKEHOUSE.BRONZE.LOAD_LEDGER ORDER BY FILE',
  ),
  errors: await rows('SELECT FILE, "ROW", RAW FROM LAKEHOUSE.BRONZE.LOAD_ERRORS ORDER BY FILE'),
});

test('loads every file once more, and leaves what was there before', async () => {
  await landed();
  const before = await state();
  expect(await run()).toMatchObject({ files: 3, rowsBefore: 3, rowsAfter: 3, errors: 1, applied: true });
  expect(await state()).toEqual(before);
});

test('the rows come as new arrivals', async () => {
  await landed();
  const newest = 'SELECT MAX(METADATA$ROW_LAST_COMMIT_TIME) FROM LAKEHOUSE.BRONZE_SHOP.ORDERS';
  const oldest = 'SELECT MIN(METADATA$ROW_LAST_COMMIT_TIME) FROM LAKEHOUSE.BRONZE_SHOP.ORDERS';
  const [before] = await rows(newest);
  await run();
  const [after] = await rows(oldest);
  expect(String(after?.[0]) > String(before?.[0])).toBe(true);
});

test('a span takes the files whose keys lie in it', async () => {
  await landed();
  const report = await run({ from: new Date('2026-01-02'), to: new Date('2026-01-03') });
  expect(report).toMatchObject({ files: 1, rowsBefore: 1, rowsAfter: 1, errors: 1 });
});

test('without apply it says what it would do, and does nothing', async () => {
  await landed();
  const before = await state();
  expect(await run({ apply: false })).toEqual({
    ...{ domain: 'shop', dataset: 'orders', files: 3, rowsBefore: 3 },
    ...{ rowsAfter: undefined, errors: undefined, applied: false },
  });
  expect(await state()).toEqual(before);
});

test('a column that was declared since is filled', async () => {
  await landed();
  await local.put(key(4), Buffer.from('id,name,city\n4,four,Rome\n'));
  const declared = source('shop', 'orders', ['id', 'name', 'city']);
  await loadLanded({ warehouse: local.warehouse, lake: local.lake, sources: [declared], clock: clock.now });
  await run({}, declared);
  expect(await rows('SELECT ID, CITY FROM LAKEHOUSE.BRONZE_SHOP.ORDERS ORDER BY ID')).toEqual([
    ['1', null],
    ['2', null],
    ['3', null],
    ['4', 'Rome'],
  ]);
});

test('a file that is gone fails the whole, and everything stays as it was', async () => {
  await landed();
  const before = await state();
  const vanishing = {
    ...local.lake,
    list: async function* (prefix: string) {
      yield* local.lake.list(prefix);
      yield { key: key(9), bytes: 1, modifiedAt: '2026-01-09T00:00:00.000Z' };
    },
  };
  await expect(run({ lake: vanishing })).rejects.toThrow();
  expect(await state()).toEqual(before);
});
