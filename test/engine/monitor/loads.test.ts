import { gzipSync } from 'node:zlib';
import { fail } from '../../../engine/errors';
import { lookAtLoads } from '../../../engine/monitor/loads';
import { loadLanded } from '../../../local/pipe';
import { localWarehouse } from '../../support/local-warehouse';
import { DATABASE, monitored, SOURCES, type Monitored } from '../../support/monitored';

let given: Monitored;
beforeEach(async () => {
  given = await monitored();
});
afterEach(() => given.close());

const at = (day: number): string => `extracted_at=2026-01-0${day}T00:00:00Z`;
const FILES: readonly (readonly [string, string | Uint8Array])[] = [
  [`bronze/shop/orders/${at(3)}/good.csv`, 'id,name\n1,one\n2,two\n'],
  [`bronze/shop/orders/${at(4)}/partial.csv`, 'id,name\n1,one\n2,"two" x\n3,"thr\n'],
  [`bronze/shop/orders/${at(4)}/header.csv`, 'id,ID\n1,one\n'],
  [`bronze/shop/orders/${at(5)}/cut.csv.gz`, gzipSync('id,name\n1,one\n').subarray(0, 20)],
  [`bronze/shop/sales/${at(4)}/broken.json`, '[{"a":1},{"a":}]'],
  [`bronze/events/dt=2026-01-05/hour=11/a.json.gz`, gzipSync('{"a":1}\nnot json\n')],
];
const landAll = async (): Promise<void> => {
  for (const [key, content] of FILES) await given.land(key, content);
};

const look = (countedUntil?: Date, hasTime = () => true) => given.enter({ countedUntil, hasTime });

const LEDGER =
  'SELECT DOMAIN, DATASET, FILE, SHA256, BYTES, ROWS_PARSED, ROWS_LOADED, ERRORS, STATUS FROM LAKEHOUSE.BRONZE.LOAD_LEDGER ORDER BY FILE';
const ERRORS =
  'SELECT DOMAIN, DATASET, FILE, "ROW", REASON, RAW FROM LAKEHOUSE.BRONZE.LOAD_ERRORS ORDER BY FILE, "ROW"';

const figures = (found: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(
    found.measurements.map(({ name, values }) => [
      name,
      Object.fromEntries(values.map(({ of = '', value }) => [of, value])),
    ]),
  );

test('ledger and bad rows are those that the local pipe writes of the same files', async () => {
  await landAll();
  await given.snowpipe();
  await look();
  const pipe = await localWarehouse({ clock: given.clock.now });
  for (const [key, content] of FILES) await pipe.put(key, Buffer.from(content));
  await loadLanded({ warehouse: pipe.warehouse, lake: pipe.lake, sources: SOURCES, clock: given.clock.now });
  const ledger = await given.rows(LEDGER);
  expect(ledger).toHaveLength(FILES.length);
  expect(ledger).toEqual((await pipe.warehouse.query(LEDGER)).rows);
  const errors = await given.rows(ERRORS);
  expect(errors).toEqual((await pipe.warehouse.query(ERRORS)).rows);
  expect(errors.length).toBeGreaterThanOrEqual(5);
  await pipe.close();
});

test('says when a file landed and when it was loaded', async () => {
  await given.land(`bronze/shop/orders/${at(3)}/good.csv`, 'id,name\n1,one\n');
  await given.snowpipe();
  await look();
  const [[landed, loaded] = []] = await given.rows(
    'SELECT LANDED_AT, LOADED_AT FROM LAKEHOUSE.BRONZE.LOAD_LEDGER',
  );
  const object = await given.lake.stat(`bronze/shop/orders/${at(3)}/good.csv`);
  expect(new Date(`${String(landed)}Z`)).toEqual(new Date(object?.modifiedAt ?? ''));
  expect(loaded).toBe('2026-01-05 12:00:00');
});

test('counts by domain, and a second look at the same loads counts nothing and changes nothing', async () => {
  await landAll();
  await given.snowpipe();
  const first = await look();
  expect(figures(first)).toEqual({
    LoadsPartial: { shop: 1, events: 0 },
    LoadsFailed: { shop: 3, events: 0 },
    RowsRejected: { shop: 5, events: 0 },
  });
  expect(first.notes).toContainEqual(
    expect.stringMatching(/^bronze\/shop\/orders\/.*\/partial\.csv: PARTIALLY_LOADED, 2 errors\. /),
  );
  const before = [await given.rows(LEDGER), await given.rows(ERRORS)];
  given.sent.length = 0;
  given.clock.move(60_000);
  const second = await look(given.clock.now());
  expect(figures(second)).toEqual({
    LoadsPartial: { shop: 0, events: 0 },
    LoadsFailed: { shop: 0, events: 0 },
    RowsRejected: { shop: 0, events: 0 },
  });
  expect([await given.rows(LEDGER), await given.rows(ERRORS)]).toEqual(before);
  expect(given.sent.filter((sql) => !sql.startsWith('SELECT'))).toEqual([]);
});

test.each(['INSERT INTO LAKEHOUSE.BRONZE.LOAD_LEDGER', 'INSERT INTO LAKEHOUSE.BRONZE.LOAD_ERRORS', 'COMMIT'])(
  'a tick that breaks at %s leaves nothing by halves, and the next one counts what was not told',
  async (statement) => {
    await landAll();
    await given.snowpipe();
    given.failing = (sql) => sql.startsWith(statement);
    await expect(look()).rejects.toThrow('the connection broke');
    expect(figures(await look())['RowsRejected']).toEqual({ shop: 5, events: 0 });
    const twice = [await given.rows(LEDGER), await given.rows(ERRORS)];
    expect(twice[0]).toHaveLength(FILES.length);
    await look();
    expect([await given.rows(LEDGER), await given.rows(ERRORS)]).toEqual(twice);
  },
);

test('reads files with errors as long as there is time, and goes on in the next tick', async () => {
  await landAll();
  await given.snowpipe();
  let left = 1;
  const short = await look(undefined, () => left-- > 0);
  expect(short.notes).toContain('3 files with errors wait to be read.');
  const explained = 'SELECT COUNT(DISTINCT FILE) FROM LAKEHOUSE.BRONZE.LOAD_ERRORS';
  expect(await given.rows(explained)).toEqual([[1]]);
  expect((await look()).notes.join()).not.toContain('wait to be read');
  expect(await given.rows(explained)).toEqual([[4]]);
});

test('a file that is no longer in the lake is explained by that', async () => {
  await given.land(`bronze/shop/orders/${at(4)}/partial.csv`, 'id,name\n2,"two" x\n1,one\n');
  await given.snowpipe();
  const gone = { ...given.lake, open: given.lake.open, stat: async () => undefined };
  const session = await given.session();
  await lookAtLoads({
    ...{ session, sources: SOURCES, database: DATABASE, now: given.clock.now() },
    countedUntil: undefined,
    hasTime: () => true,
    lake: { ...gone, open: (key) => given.lake.open(`${key}.gone`) },
  });
  await session.close();
  expect(await given.rows('SELECT "ROW", REASON, RAW FROM LAKEHOUSE.BRONZE.LOAD_ERRORS')).toEqual([
    [null, 'The file is no longer in the lake.', null],
  ]);
});

test('a table that is not there yet does not keep the others from being looked at', async () => {
  await landAll();
  await given.snowpipe();
  await given.local.warehouse.query('DROP TABLE LAKEHOUSE.BRONZE_SHOP.SALES');
  const gone = given.session;
  given.session = async () => {
    const session = await gone();
    return {
      ...session,
      query: (sql, options) =>
        /COPY_HISTORY.*SHOP\.SALES'/.test(sql)
          ? fail('LH502', "002003 (42S02): Object 'LAKEHOUSE.BRONZE_SHOP.SALES' does not exist.")
          : session.query(sql, options),
      close: () => session.close(),
    };
  };
  const found = await look();
  expect(found.notes).toContain('LAKEHOUSE.BRONZE_SHOP.SALES is not there: deploy again.');
  expect(await given.rows('SELECT COUNT(*) FROM LAKEHOUSE.BRONZE.LOAD_LEDGER')).toEqual([[5]]);
});

test('a file of a dataset that the project has no more is explained by that', async () => {
  await landAll();
  await given.snowpipe();
  const session = await given.session();
  await lookAtLoads({
    ...{ session, sources: SOURCES, database: DATABASE, now: given.clock.now(), lake: given.lake },
    countedUntil: undefined,
    hasTime: () => false,
  });
  await lookAtLoads({
    ...{ session, sources: [], database: DATABASE, now: given.clock.now(), lake: given.lake },
    countedUntil: undefined,
    hasTime: () => true,
  });
  await session.close();
  expect(await given.rows('SELECT DISTINCT REASON FROM LAKEHOUSE.BRONZE.LOAD_ERRORS')).toEqual([
    ['The dataset is no longer part of the project.'],
  ]);
});
