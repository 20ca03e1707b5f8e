import { localWarehouse, type LocalWarehouse } from '../../../support/local-warehouse';

/** DuckDB takes any case for any other: whatever brings a name in small letters, Snowflake's difference has to hold. */
describe('a name in small letters is not the one in capitals', () => {
  let local: LocalWarehouse;
  beforeEach(async () => {
    local = await localWarehouse();
    for (const sql of ['create schema LAKEHOUSE.S', 'create table LAKEHOUSE.S.OLD (A number)'])
      await local.warehouse.query(sql);
  });
  afterEach(() => local.close());

  test.each([
    ['create table', 'create table LAKEHOUSE.S."t" (A number)'],
    ['create table as', `create table LAKEHOUSE.S."t" as select '"' as A`],
    ['create table like', 'create table LAKEHOUSE.S."t" like LAKEHOUSE.S.OLD'],
    ['clone', 'create table LAKEHOUSE.S."t" clone LAKEHOUSE.S.OLD'],
    ['rename', 'alter table LAKEHOUSE.S.OLD rename to LAKEHOUSE.S."t"'],
    ['create view', 'create view LAKEHOUSE.S."t" as select 1 as A'],
  ])('after %s', async (_words, sql) => {
    await local.warehouse.query(sql);
    await expect(local.warehouse.query('select A from LAKEHOUSE.S.T')).rejects.toThrow('002003');
    await expect(local.warehouse.query('select A from LAKEHOUSE.S."t"')).resolves.toBeDefined();
  });

  test('in a schema of small letters', async () => {
    await local.warehouse.query('create schema LAKEHOUSE."s2"');
    await local.warehouse.query('create table LAKEHOUSE."s2".T (A number)');
    await expect(local.warehouse.query('select A from LAKEHOUSE.S2.T')).rejects.toThrow('002003');
  });

  test('also after its drop was rolled back', async () => {
    await local.warehouse.query('create table LAKEHOUSE.S."t" (A number)');
    const session = await local.warehouse.session();
    await session.query('begin');
    await session.query('drop table LAKEHOUSE.S."t"');
    await expect(session.query('rollback')).rejects.toThrow('LH501');
    await session.close();
    await expect(local.warehouse.query('select A from LAKEHOUSE.S.T')).rejects.toThrow('002003');
  });
});
