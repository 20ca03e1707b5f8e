import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../../../../engine/warehouse/duckdb';
import { translate } from '../../../../engine/warehouse/duckdb/translate';
import { localWarehouse } from '../../../support/local-warehouse';
import { warehouseContract } from '../../../support/warehouse-contract';

describe('DuckDB', () => {
  warehouseContract(localWarehouse);
});

const clock = (): Date => new Date('2026-01-02T03:04:05Z');

test('keeps what was committed when it is opened again', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const options = { path: join(home, 'lakehouse.duckdb'), translate, clock, threads: 1 };
  const first = await openDuckdb(options);
  await first.query('CREATE SCHEMA LAKEHOUSE.S');
  await first.query('CREATE TABLE LAKEHOUSE.S.T (A NUMBER)');
  await first.query('INSERT INTO LAKEHOUSE.S.T VALUES (1)');
  await first.close();
  const second = await openDuckdb(options);
  expect((await second.query('SELECT A FROM LAKEHOUSE.S.T')).rows).toEqual([[1]]);
  expect((await second.catalog()).map(({ schema, name }) => `${schema}.${name}`)).toEqual(['S.T']);
  await second.close();
  rmSync(home, { recursive: true, force: true });
});

test('publishes incremental models in a transaction', async () => {
  const { warehouse, close } = await localWarehouse();
  expect(warehouse.traits).toEqual({ incrementalPublish: 'transaction' });
  await close();
});

test('refuses a statement with too few values', async () => {
  const { warehouse, close } = await localWarehouse();
  await expect(warehouse.query('SELECT ?', { binds: [] })).rejects.toThrow(
    'LH502 The statement has 1 placeholders and got 0 values.',
  );
  await close();
});

test('refuses statements after it was closed', async () => {
  const { warehouse, close } = await localWarehouse();
  await close();
  await expect(warehouse.query('SELECT 1')).rejects.toMatchObject({ code: 'LH552' });
  await warehouse.close();
});

test('runs parallel DDL in one schema, where DuckDB would have some of it fail', async () => {
  const { warehouse, close } = await localWarehouse();
  await warehouse.query('CREATE SCHEMA LAKEHOUSE.S');
  const work = Array.from({ length: 8 }, async (_, index) => {
    await warehouse.query(`CREATE OR REPLACE TABLE LAKEHOUSE.S.T${index % 2} AS SELECT ${index} AS A`);
  });
  await Promise.all(work);
  expect(await warehouse.catalog()).toHaveLength(2);
  await close();
});

test('refuses a difference of timestamps, whose types only the inner query tells', async () => {
  const { warehouse, close } = await localWarehouse();
  const moments = "(SELECT '2024-01-02'::timestamp_ntz AS A, '2024-01-01'::timestamp_ntz AS B)";
  await expect(warehouse.query(`SELECT A - B FROM ${moments}`)).rejects.toThrow(
    'LH501 statement:1:8 - on a TIMESTAMP is not supported on the local engine. Use DATEADD or DATEDIFF.',
  );
  await close();
});
