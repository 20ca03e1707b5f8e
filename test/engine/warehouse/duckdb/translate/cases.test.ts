import {
  translate,
  type Translate,
  type Translation,
} from '../../../../../engine/warehouse/duckdb/translate';
import { disagreements } from '../../../../support/inferred-columns';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import { casesOf, families, runCase } from '../../../../support/snowflake-cases';

describe('Snowflake statements with known results', () => {
  let local: LocalWarehouse;
  /** By their text: a statement that is remembered is not translated again. */
  const translations = new Map<string, Translation>();
  const recording: Translate = (sql, context) => {
    const translation = translate(sql, context);
    translations.set(sql, translation);
    return translation;
  };
  beforeAll(async () => {
    local = await localWarehouse({ translate: recording });
  });
  afterAll(() => local.close());

  it.each(families)(
    '%s: each is equal or refused by name, none differs; the columns are those that were inferred',
    async (family) => {
      const session = await local.warehouse.session();
      const wrong: string[] = [];
      for (const item of casesOf(family)) {
        const { verdict, found, result } = await runCase(session, item);
        const last = translations.get(item.sql.at(-1) ?? '');
        const inferred = result && last ? disagreements(last, result) : [];
        const wanted = item.local ? 'refused' : 'equal';
        const code = item.local === undefined || found.startsWith(item.local);
        if (verdict !== wanted || !code) {
          wrong.push(
            `${item.id} is ${verdict}, not ${wanted}\n  ${item.sql.at(-1) ?? ''}\n  expected ${JSON.stringify(item.expected)}\n  found    ${found}`,
          );
        }
        wrong.push(...inferred.map((line) => `${item.id} ${line}\n  ${item.sql.at(-1) ?? ''}`));
      }
      await session.close();
      expect(wrong.join('\n')).toBe('');
    },
  );

  it('has every id once', () => {
    const ids = families.flatMap((family) => casesOf(family).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
