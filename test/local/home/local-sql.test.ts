import { localSql } from '../../../local/home/local-sql';
import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import type { Warehouse } from '../../../engine/warehouse/port';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', translate, clock: () => new Date() });
  await warehouse.query('create schema LAKEHOUSE.BRONZE');
  await warehouse.query(
    'create table LAKEHOUSE.BRONZE.ROWS (id number(38, 0), amount number(12, 2), raw variant) row_timestamp = true',
  );
});
afterAll(() => warehouse.close());

test('the SQL that is shown is what runs, with the types of the columns', async () => {
  const shown = localSql(warehouse);
  expect(await shown('select amount / 3 as third from LAKEHOUSE.BRONZE.ROWS')).not.toBe(
    translate('select amount / 3 as third from LAKEHOUSE.BRONZE.ROWS').statements.join(),
  );
  expect(await shown('select id from LAKEHOUSE.BRONZE.ROWS')).toBe('SELECT ID FROM LAKEHOUSE.BRONZE.ROWS');
});

test('the commit time of a table may be named', async () => {
  const sql = 'select metadata$row_last_commit_time as committed from LAKEHOUSE.BRONZE.ROWS';
  expect(await localSql(warehouse)(sql)).toContain('AS COMMITTED');
});

test('what the local engine refuses is refused by name', async () => {
  await expect(localSql(warehouse)('select no_such_function(1)')).rejects.toThrow('NO_SUCH_FUNCTION');
});
