import { lookAtMissing } from '../../../engine/monitor/reconcile';
import { memoryStore } from '../../support/memory-store';
import { DATABASE, monitored, SOURCES, type Monitored } from '../../support/monitored';

let given: Monitored;
let store = memoryStore();
beforeEach(async () => {
  given = await monitored();
  store = memoryStore();
});
afterEach(() => given.close());

const HOUR = 3_600_000;
const old = 'bronze/shop/orders/extracted_at=2020-01-01T00:00:00Z/old.csv';
const today = 'bronze/shop/orders/extracted_at=2026-01-05T10:00:00Z/today.csv';

/** The lake's own clock is the machine's: looks are taken so many hours after now. */
async function look(hours: number) {
  const session = await given.session();
  const now = new Date(Date.now() + hours * HOUR);
  try {
    return await lookAtMissing({
      ...{ session, store, now, lake: listing() },
      ...{ sources: SOURCES, database: DATABASE },
    });
  } finally {
    await session.close();
  }
}

const prefixes: string[] = [];
const listing = (): Monitored['lake'] => ({
  ...given.lake,
  list(prefix) {
    prefixes.push(prefix);
    return given.lake.list(prefix);
  },
});

async function enter(): Promise<void> {
  await given.snowpipe();
  await given.enter();
}

const missing = (found: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries((found.measurements[0]?.values ?? []).map(({ of = '', value }) => [of, value]));

test('a file counts once it has lain there for two hours without being loaded', async () => {
  await given.land(old, 'id\n1\n');
  expect(missing(await look(1))).toEqual({ shop: 0, events: 0 });
  store = memoryStore();
  const found = await look(3);
  expect(missing(found)).toEqual({ shop: 1, events: 0 });
  expect(found.notes).toEqual([`1 files are in the lake and not in the ledger: ${old}`]);
});

test('a file that was loaded is not missing', async () => {
  await given.land(old, 'id\n1\n');
  await given.land(today, 'id\n1\n');
  await enter();
  expect(missing(await look(3))).toEqual({ shop: 0, events: 0 });
});

test('lists the whole lake once a day, and remembers in between what it found missing', async () => {
  await given.land(old, 'id\n1\n');
  expect(missing(await look(3))).toEqual({ shop: 1, events: 0 });
  prefixes.length = 0;
  expect(missing(await look(4))).toEqual({ shop: 1, events: 0 });
  expect(prefixes).toHaveLength(4 * SOURCES.length);
  expect(prefixes.every((prefix) => /(dt|extracted_at)=\d{4}-\d\d-\d\d$/.test(prefix))).toBe(true);
  prefixes.length = 0;
  await look(28);
  expect(prefixes).toEqual(['bronze/shop/orders/', 'bronze/shop/sales/', 'bronze/events/']);
  await enter();
  expect(missing(await look(29))).toEqual({ shop: 0, events: 0 });
});

test("enters what only the account's history knows: loads of a pipe that was made anew", async () => {
  await given.land(old, 'id\n1\n');
  given.account = (sql, binds) => {
    expect(sql).toContain('FROM SNOWFLAKE.ACCOUNT_USAGE.COPY_HISTORY WHERE TABLE_CATALOG_NAME = ?');
    if (!binds.includes('old.csv')) return [];
    const name = 'extracted_at=2020-01-01T00:00:00Z/old.csv';
    const stage = 's3://lake/bronze/shop/orders/';
    return [[name, stage, '2026-01-04 08:00:00 +0000', 1, 1, 5, null, 0, 'Loaded']];
  };
  expect(missing(await look(3))).toEqual({ shop: 0, events: 0 });
  expect(await given.rows('SELECT FILE, ROWS_LOADED, LOADED_AT FROM LAKEHOUSE.BRONZE.LOAD_LEDGER')).toEqual([
    [old, 1, '2026-01-04 08:00:00'],
  ]);
});
