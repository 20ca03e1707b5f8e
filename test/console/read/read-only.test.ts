import { readOnly } from '../../../console/read/read-only';
import { openShop, type Shop } from '../../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(['create table LAKEHOUSE.BRONZE.ROWS as select 1 as id']);
});
afterAll(() => shop.warehouse.close());

test.each([
  'select id from LAKEHOUSE.BRONZE.ROWS',
  '  -- a comment\n with r as (select 1 as id) select * from r',
  '((select 1 as id))',
])('what reads is sent: %j', async (sql) => {
  expect((await readOnly(shop.warehouse).query(sql)).rows).toEqual([[1]]);
});

test.each([
  'delete from LAKEHOUSE.BRONZE.ROWS',
  '/* select */ drop table LAKEHOUSE.BRONZE.ROWS',
  'create table LAKEHOUSE.BRONZE.MORE as select 1 as id',
  'insert into LAKEHOUSE.BRONZE.ROWS select 2',
  '"select" 1',
  'begin',
  '',
])('what does not is not: %j', async (sql) => {
  const before = await shop.relations();
  await expect(readOnly(shop.warehouse).query(sql)).rejects.toThrow(
    'the console only reads, and this does not',
  );
  expect(await shop.relations()).toEqual(before);
});

test('a second statement behind a SELECT is none for the engine either', async () => {
  const sql = 'select 1 as id; delete from LAKEHOUSE.BRONZE.ROWS';
  await expect(readOnly(shop.warehouse).query(sql)).rejects.toThrow('LH510');
  expect(await shop.rows('select count(*) from LAKEHOUSE.BRONZE.ROWS')).toEqual([[1]]);
});
