import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportTables, type ExportFormat, type ExportedTable } from '../../local/export';
import { localWarehouse, type LocalWarehouse } from '../support/local-warehouse';

let local: LocalWarehouse;
let directory: string;
beforeAll(async () => {
  local = await localWarehouse();
  for (const sql of [
    'create schema gold_shop',
    `create table gold_shop.sales (id number(38,0), amount number(10,2), at timestamp_ntz, day date, name varchar, v variant)`,
    `insert into gold_shop.sales select 1, 2.50, '2026-01-02 03:04:05'::timestamp_ntz, '2026-01-02'::date, 'a "b", c', parse_json('{"a":[1]}')`,
    'create table gold_shop.totals as select sum(id) as total from gold_shop.sales',
    'create table gold_shop.stamped (id varchar) row_timestamp = true',
    "insert into gold_shop.stamped (id) values ('x')",
  ])
    await local.warehouse.query(sql);
});
afterAll(() => local.close());
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const relation = (name: string): { database: string; schema: string; name: string } => ({
  ...{ database: 'LAKEHOUSE', schema: 'GOLD_SHOP', name },
});
const run = (format: ExportFormat, ...names: readonly string[]): Promise<readonly ExportedTable[]> =>
  exportTables({ warehouse: local.warehouse, relations: names.map(relation), directory, format });

test('a table becomes a CSV file with a header', async () => {
  expect(await run('csv', 'SALES')).toEqual([
    {
      relation: 'GOLD_SHOP.SALES',
      file: join(directory, 'gold_shop/sales.csv'),
      rows: 1,
      bytes: expect.any(Number) as number,
    },
  ]);
  expect(readFileSync(join(directory, 'gold_shop/sales.csv'), 'utf8')).toBe(
    'ID,AMOUNT,AT,DAY,NAME,V\n1,2.50,2026-01-02 03:04:05,2026-01-02,"a ""b"", c","{""a"":[1]}"\n',
  );
});

test('a table becomes a Parquet file, whose types are those of the table', async () => {
  await run('parquet', 'SALES', 'TOTALS');
  expect(readdirSync(join(directory, 'gold_shop')).sort()).toEqual(['sales.parquet', 'totals.parquet']);
  const magic = readFileSync(join(directory, 'gold_shop/sales.parquet'));
  expect([magic.subarray(0, 4).toString(), magic.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
});

test('the commit time of bronze rows is not written', async () => {
  await run('csv', 'STAMPED');
  expect(readFileSync(join(directory, 'gold_shop/stamped.csv'), 'utf8')).toBe('ID\nx\n');
});

test('tables that are not built are passed over', async () => {
  expect(await run('csv', 'NOWHERE')).toEqual([]);
  expect(existsSync(join(directory, 'gold_shop'))).toBe(false);
});

test('a second export replaces the files of the first', async () => {
  await run('csv', 'TOTALS');
  await run('csv', 'TOTALS');
  expect(readdirSync(join(directory, 'gold_shop'))).toEqual(['totals.csv']);
});

describe('COPY INTO a location', () => {
  const location = (): string => pathToFileURL(join(directory, 'x.csv')).href;
  test.each([
    [
      'FILE_FORMAT = (TYPE = JSON) HEADER = TRUE SINGLE = TRUE OVERWRITE = TRUE',
      'COPY INTO a location as JSON',
    ],
    [
      'FILE_FORMAT = (TYPE = CSV) HEADER = TRUE OVERWRITE = TRUE',
      'COPY INTO a location without SINGLE = TRUE',
    ],
    ['FILE_FORMAT = (TYPE = CSV) MAX_FILE_SIZE = 5', 'The option MAX_FILE_SIZE of COPY INTO a location'],
  ])('with %s is refused by name', async (options, construct) => {
    await expect(
      local.warehouse.query(`copy into '${location()}' from gold_shop.sales ${options}`),
    ).rejects.toThrow(`${construct} is not supported on the local engine.`);
  });

  test('elsewhere than on this machine is refused', async () => {
    const options = 'file_format = (type = csv) header = true single = true overwrite = true';
    await expect(
      local.warehouse.query(`copy into 's3://bucket/x' from gold_shop.sales ${options}`),
    ).rejects.toThrow("COPY INTO 's3://bucket/x': the local database writes to this machine, file:///….");
  });
});
