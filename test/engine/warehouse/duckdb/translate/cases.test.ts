import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import { casesOf, families, runCase } from '../../../../support/snowflake-cases';

describe('Snowflake statements with known results', () => {
  let local: LocalWarehouse;
  beforeAll(async () => {
    local = await localWarehouse();
  });
  afterAll(() => local.close());

  it.each(families)('%s: each is equal or refused by name, none differs', async (family) => {
    const session = await local.warehouse.session();
    const wrong: string[] = [];
    for (const item of casesOf(family)) {
      const { verdict, found } = await runCase(session, item);
      const wanted = item.local ? 'refused' : 'equal';
      const code = item.local === undefined || found.startsWith(item.local);
      if (verdict !== wanted || !code) {
        wrong.push(
          `${item.id} is ${verdict}, not ${wanted}\n  ${item.sql.at(-1) ?? ''}\n  expected ${JSON.stringify(item.expected)}\n  found    ${found}`,
        );
      }
    }
    await session.close();
    expect(wrong.join('\n')).toBe('');
  });

  it('has every id once', () => {
    const ids = families.flatMap((family) => casesOf(family).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
