import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Lake } from '../../../../../engine/landing/lake';
import { copyStatement, landedSources, setupStatements } from '../../../../../engine/landing/setup';
import { directoryLake } from '../../../../../local/lake/directory';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import { source } from '../../../../support/sources';

let local: LocalWarehouse;
beforeEach(async () => {
  local = await localWarehouse();
});
afterEach(() => local.close());

/** A Parquet file with the rows of a query. */
async function parquet(select: string): Promise<Buffer> {
  const path = join(local.home, 'file.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

test('Parquet lands with its own types, by name, and brings its new columns', async () => {
  const [stock] = landedSources([source('shop', 'stock', ['id'], { format: 'parquet' })]);
  if (!stock) throw new Error('no source');
  for (const { sql } of setupStatements([stock], { database: 'LAKEHOUSE', lakeUrl: local.lake.url })) {
    await local.warehouse.query(sql);
  }
  const file = await parquet(
    "SELECT 2.50::DECIMAL(18,2) AS price, 'a' AS id, DATE '2026-01-01' AS day UNION ALL SELECT NULL, 'b', NULL",
  );
  await local.put('bronze/shop/stock/1.parquet', file);
  const { rows } = await local.warehouse.query(copyStatement(stock, 'LAKEHOUSE'));
  expect(rows.map((row) => row.slice(1, 4))).toEqual([['LOADED', 2, 2]]);
  const relation = { database: 'LAKEHOUSE', schema: 'BRONZE_SHOP', name: 'STOCK' };
  expect((await local.warehouse.columns(relation))?.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'ID VARCHAR',
    '_FILE VARCHAR',
    '_ROW NUMBER(38,0)',
    '_FILE_MODIFIED_AT TIMESTAMP_NTZ',
    '_LOADED_AT TIMESTAMP_LTZ',
    'PRICE NUMBER(18,2)',
    'DAY DATE',
  ]);
  const kept = await local.warehouse.query(
    'SELECT ID, PRICE, DAY, _ROW FROM LAKEHOUSE.BRONZE_SHOP.STOCK ORDER BY _ROW',
  );
  expect(kept.rows).toEqual([
    ['a', 2.5, '2026-01-01', 1],
    ['b', null, null, 2],
  ]);
  await local.warehouse.query('ALTER EXTERNAL TABLE LAKEHOUSE.BRONZE_SHOP.STOCK_EXTERNAL REFRESH');
  const external = await local.warehouse.query('SELECT _FILE FROM LAKEHOUSE.BRONZE_SHOP.STOCK_EXTERNAL');
  expect(external.rows).toEqual([['bronze/shop/stock/1.parquet'], ['bronze/shop/stock/1.parquet']]);
});

test('Parquet of a lake that is no directory is read from a copy, which does not stay', async () => {
  const [stock] = landedSources([source('shop', 'stock', ['id'], { format: 'parquet' })]);
  if (!stock) throw new Error('no source');
  const root = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const directory = directoryLake({ root });
  const bucket: Lake = {
    url: directory.url,
    list: (prefix) => directory.list(prefix),
    stat: (key) => directory.stat(key),
    open: (key) => directory.open(key),
    stage: (content) => directory.stage(content),
  };
  const spill = join(root, 'spill');
  const remote = await localWarehouse({ lake: bucket, tempDirectory: spill });
  for (const { kind, sql } of setupStatements([stock], { database: 'LAKEHOUSE', lakeUrl: bucket.url }))
    if (kind !== 'external table') await remote.warehouse.query(sql);
  const file = await parquet("SELECT 'a' AS id UNION ALL SELECT 'b'");
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield file;
  }
  await (await bucket.stage(bytes())).publish('bronze/shop/stock/1.parquet');
  const { rows } = await remote.warehouse.query(copyStatement(stock, 'LAKEHOUSE'));
  expect(rows.map((row) => row.slice(1, 4))).toEqual([['LOADED', 2, 2]]);
  expect(readdirSync(join(spill, 'lakehouse-files'))).toEqual([]);
  await remote.close();
  rmSync(root, { recursive: true, force: true });
});

test('a file that is no Parquet loads nothing', async () => {
  const [stock] = landedSources([source('shop', 'stock', ['id'], { format: 'parquet' })]);
  if (!stock) throw new Error('no source');
  for (const { sql } of setupStatements([stock], { database: 'LAKEHOUSE', lakeUrl: local.lake.url })) {
    await local.warehouse.query(sql);
  }
  await local.put('bronze/shop/stock/1.parquet', Buffer.from('not parquet'));
  const { rows } = await local.warehouse.query(copyStatement(stock, 'LAKEHOUSE'));
  expect(rows[0]?.slice(1, 4)).toEqual(['LOAD_FAILED', 0, 0]);
});
