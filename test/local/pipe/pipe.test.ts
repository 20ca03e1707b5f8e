import { gzipSync } from 'node:zlib';
import type { SourceTable } from '../../../engine/project/types';
import {
  loadLanded,
  pipeStatus,
  type PipeEvent,
  type PipeOptions,
  type PipeReport,
} from '../../../local/pipe';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../../support/local-warehouse';
import { source } from '../../support/sources';

let local: LocalWarehouse;
const clock = fixedClock();
beforeEach(async () => {
  local = await localWarehouse({ clock: clock.now });
});
afterEach(() => local.close());

const orders = source('shop', 'orders', ['id', 'name']);
const items = source('shop', 'items', ['id']);
const sales = source('shop', 'sales', [], { format: 'json' });
const events = source('events', 'events', [], { format: 'ndjson' });

const land = (key: string, content: string | Buffer): Promise<void> => local.put(key, Buffer.from(content));
const run = (sources: readonly SourceTable[], options: Partial<PipeOptions> = {}): Promise<PipeReport> =>
  loadLanded({ warehouse: local.warehouse, lake: local.lake, sources, clock: clock.now, ...options });
const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
  (await local.warehouse.query(sql)).rows;

const at = (day: number): string => `extracted_at=2026-01-0${day}T00:00:00Z`;
const sha = 'a'.repeat(64);

test('loads what has landed and keeps a line in the ledger for each file', async () => {
  await land(`bronze/shop/orders/${at(1)}/${sha}.csv`, 'id,name\n1,one\n2,two\n');
  const report = await run([orders, items]);
  expect(report).toMatchObject({ rowsLoaded: 2, errors: 0, failed: [], stopped: false });
  expect(
    await rows('SELECT ID, NAME, _ROW, _FILE, _LOADED_AT FROM LAKEHOUSE.BRONZE_SHOP.ORDERS ORDER BY _ROW'),
  ).toEqual([
    ['1', 'one', 1, `bronze/shop/orders/${at(1)}/${sha}.csv`, '2026-01-02 03:04:05 +0000'],
    ['2', 'two', 2, `bronze/shop/orders/${at(1)}/${sha}.csv`, '2026-01-02 03:04:05 +0000'],
  ]);
  expect(
    await rows(
      'SELECT DOMAIN, DATASET, FILE, SHA256, BYTES, ROWS_PARSED, ROWS_LOADED, ERRORS, STATUS, LOADED_AT FROM LAKEHOUSE.BRONZE.LOAD_LEDGER',
    ),
  ).toEqual([
    [
      'shop',
      'orders',
      `bronze/shop/orders/${at(1)}/${sha}.csv`,
      sha,
      20,
      2,
      2,
      0,
      'LOADED',
      '2026-01-02 03:04:05',
    ],
  ]);
});

test('loads nothing the second time, and only the new file the third', async () => {
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name\n1,one\n');
  await run([orders]);
  expect(await run([orders])).toMatchObject({ loads: [], rowsLoaded: 0 });
  await land(`bronze/shop/orders/${at(2)}/2.csv`, 'id,name\n2,two\n');
  expect((await run([orders])).loads.map(({ file }) => file)).toEqual([`bronze/shop/orders/${at(2)}/2.csv`]);
  expect(await rows('SELECT COUNT(*) FROM LAKEHOUSE.BRONZE_SHOP.ORDERS')).toEqual([[2]]);
});

test('keeps the bad rows of a file with their reason and text, and loads the good ones', async () => {
  const key = `bronze/shop/orders/${at(1)}/1.csv`;
  await land(key, 'id,name\n1,one\n"2"x,two\n3,three\n"4" "y",four\n');
  const [load] = (await run([orders])).loads;
  expect(load).toMatchObject({ status: 'PARTIALLY_LOADED', rowsParsed: 4, rowsLoaded: 2, errors: 2 });
  expect(
    await rows(
      'SELECT DOMAIN, DATASET, FILE, "ROW", REASON, RAW, FOUND_AT FROM LAKEHOUSE.BRONZE.LOAD_ERRORS ORDER BY 4',
    ),
  ).toEqual([
    [
      'shop',
      'orders',
      key,
      2,
      "Found character 'x' instead of field delimiter ','",
      '"2"x,two',
      '2026-01-02 03:04:05',
    ],
    [
      'shop',
      'orders',
      key,
      4,
      "Found character '\"' instead of field delimiter ','",
      '"4" "y",four',
      '2026-01-02 03:04:05',
    ],
  ]);
});

test('keeps one line without a row for a file that cannot be read, and does not try it again', async () => {
  const key = `bronze/shop/orders/${at(1)}/1.csv.gz`;
  await land(key, gzipSync('id,name\n1,one\n').subarray(0, 20));
  const [load] = (await run([orders])).loads;
  expect(load).toMatchObject({ status: 'LOAD_FAILED', rowsParsed: 0, rowsLoaded: 0, errors: 1 });
  expect(await rows('SELECT "ROW", REASON, RAW FROM LAKEHOUSE.BRONZE.LOAD_ERRORS')).toEqual([
    [
      null,
      "Invalid data encountered during decompression, compression type used: 'GZIP', cause: 'unexpected end of file'",
      null,
    ],
  ]);
  expect((await run([orders])).loads).toEqual([]);
});

test('loads JSON documents and JSON lines', async () => {
  await land(`bronze/shop/sales/${at(1)}/1.json`, '[{"a":1},{"a":2}]');
  await land('bronze/events/dt=2026-01-01/hour=00/1.json.gz', gzipSync('{"e":1}\nnot json\n'));
  const report = await run([sales, events]);
  expect(report).toMatchObject({ rowsLoaded: 4, errors: 0 });
  expect(await rows('SELECT PAYLOAD, _ROW FROM LAKEHOUSE.BRONZE_SHOP.SALES ORDER BY _ROW')).toEqual([
    ['{"a":1}', 1],
    ['{"a":2}', 2],
  ]);
  expect(await rows('SELECT PAYLOAD, RAW, _ROW FROM LAKEHOUSE.BRONZE_EVENTS.EVENTS ORDER BY _ROW')).toEqual([
    ['{"e":1}', null, 1],
    [null, 'not json', 2],
  ]);
});

test('keeps a JSON file that does not parse as one error', async () => {
  await land(`bronze/shop/sales/${at(1)}/1.json`, '[{"a":1},{"a":}]');
  expect((await run([sales])).loads[0]).toMatchObject({ status: 'LOAD_FAILED', rowsLoaded: 0, errors: 1 });
  expect(await rows('SELECT COUNT(*), MAX("ROW") FROM LAKEHOUSE.BRONZE.LOAD_ERRORS')).toEqual([[1, null]]);
});

test('names the columns that a file adds', async () => {
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name,extra\n1,one,7\n');
  expect((await run([orders])).loads[0]?.columnsAdded).toEqual(['EXTRA']);
  await land(`bronze/shop/orders/${at(2)}/2.csv`, 'extra,id\nseven,2\n8,3\n');
  const [load] = (await run([orders])).loads;
  expect(load).toMatchObject({ columnsAdded: [], rowsLoaded: 1, errors: 1 });
  expect(await rows('SELECT "ROW", REASON FROM LAKEHOUSE.BRONZE.LOAD_ERRORS')).toEqual([
    [1, "Numeric value 'seven' is not recognized"],
  ]);
});

test('adds a column that is declared later as text, before the next load', async () => {
  await run([orders]);
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name,extra\n1,one,7\n');
  await run([source('shop', 'orders', ['id', 'name', 'extra'])]);
  expect(await rows('SELECT EXTRA FROM LAKEHOUSE.BRONZE_SHOP.ORDERS')).toEqual([['7']]);
});

test('tells what it does', async () => {
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name\n1,one\n');
  const told: PipeEvent['kind'][] = [];
  await run([orders, items], { onEvent: ({ kind }) => told.push(kind) });
  expect(told).toEqual(['planned', 'loading', 'loaded']);
});

test('ends after the file under way when it is asked to stop', async () => {
  for (const day of [1, 2, 3]) await land(`bronze/shop/orders/${at(day)}/${day}.csv`, `id,name\n${day},x\n`);
  const stop = new AbortController();
  const report = await run([orders], {
    signal: stop.signal,
    onEvent: ({ kind }) => kind === 'loaded' && stop.abort(),
  });
  expect(report).toMatchObject({ stopped: true, rowsLoaded: 1 });
  expect(await run([orders])).toMatchObject({ stopped: false, rowsLoaded: 2 });
});

test('loads the other datasets where one fails, and keeps its files pending in their order', async () => {
  for (const day of [1, 2]) await land(`bronze/shop/orders/${at(day)}/${day}.csv`, `id,name\n${day},x\n`);
  await land(`bronze/shop/items/${at(1)}/1.csv`, 'id\n1\n\n2\n');
  await run([orders, items], { signal: AbortSignal.abort() });
  // A view in the place of the table: no file can be loaded into it.
  await local.warehouse.query('DROP TABLE LAKEHOUSE.BRONZE_SHOP.ORDERS');
  await local.warehouse.query("CREATE VIEW LAKEHOUSE.BRONZE_SHOP.ORDERS AS SELECT '1' AS ID, '' AS NAME");
  const report = await run([orders, items]);
  expect(report.failed).toHaveLength(1);
  expect(report.failed[0]).toMatchObject({ dataset: 'orders', file: `bronze/shop/orders/${at(1)}/1.csv` });
  expect(report.loads.map(({ dataset }) => dataset)).toEqual(['items']);
  const { datasets } = await pipeStatus({
    warehouse: local.warehouse,
    lake: local.lake,
    sources: [orders, items],
  });
  expect(datasets.map(({ dataset, pending }) => [dataset, pending.length])).toEqual([
    ['orders', 2],
    ['items', 0],
  ]);
});

test('says of a lake that nobody loaded yet that all is pending', async () => {
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name\n1,one\n');
  const { datasets } = await pipeStatus({ warehouse: local.warehouse, lake: local.lake, sources: [orders] });
  expect(datasets).toEqual([
    {
      domain: 'shop',
      dataset: 'orders',
      landed: 1,
      newestLandedAt: (await local.lake.stat(`bronze/shop/orders/${at(1)}/1.csv`))?.modifiedAt,
      loaded: 0,
      pending: [`bronze/shop/orders/${at(1)}/1.csv`],
      rowsLoaded: 0,
      errors: 0,
    },
  ]);
});

test('shows the same files as an external table', async () => {
  await land(`bronze/shop/orders/${at(1)}/1.csv`, 'id,name\n1,one\n');
  await run([orders]);
  await land(`bronze/shop/orders/${at(2)}/2.csv`, 'id,name\n"2, or so",\n');
  await local.warehouse.query('ALTER EXTERNAL TABLE LAKEHOUSE.BRONZE_SHOP.ORDERS_EXTERNAL REFRESH');
  expect(await rows('SELECT ID, NAME, _FILE FROM LAKEHOUSE.BRONZE_SHOP.ORDERS_EXTERNAL ORDER BY ID')).toEqual(
    [
      ['1', 'one', `bronze/shop/orders/${at(1)}/1.csv`],
      ['2, or so', null, `bronze/shop/orders/${at(2)}/2.csv`],
    ],
  );
});

test('creates bronze anew where its text changed or a table is gone, and only there', async () => {
  const asked: string[] = [];
  const counting = {
    ...local.warehouse,
    traits: local.warehouse.traits,
    query: (...all: Parameters<typeof local.warehouse.query>) => {
      asked.push(all[0]);
      return local.warehouse.query(...all);
    },
    catalog: () => local.warehouse.catalog(),
    columns: (...all: Parameters<typeof local.warehouse.columns>) => local.warehouse.columns(...all),
    session: () => local.warehouse.session(),
  };
  const created = async (sources: readonly SourceTable[]): Promise<number> => {
    asked.length = 0;
    await run(sources, { warehouse: counting });
    return asked.filter((sql) => sql.startsWith('CREATE')).length;
  };
  expect(await created([orders])).toBeGreaterThan(0);
  expect(await created([orders])).toBe(0);
  expect(await created([orders, items])).toBeGreaterThan(0);
  await local.warehouse.query('DROP TABLE LAKEHOUSE.BRONZE_SHOP.ITEMS');
  expect(await created([orders, items])).toBeGreaterThan(0);
  expect(await created([orders, items])).toBe(0);
});
