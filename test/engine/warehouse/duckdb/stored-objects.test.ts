import { localWarehouse, type LocalWarehouse } from '../../../support/local-warehouse';

/** Snowflake shows the keys of an object sorted, so nobody can tell how it came about. */
describe('an object', () => {
  let local: LocalWarehouse;
  beforeAll(async () => {
    local = await localWarehouse();
  });
  afterAll(() => local.close());

  test('that rows are gathered into is the same, whatever their order', async () => {
    const objectOf = async (rows: string): Promise<unknown> =>
      (await local.warehouse.query(`select object_agg(column1, column2) from values ${rows}`)).rows[0]?.[0];
    expect(await objectOf("('b', 1), ('a', 2)")).toBe(await objectOf("('a', 2), ('b', 1)"));
  });
});
