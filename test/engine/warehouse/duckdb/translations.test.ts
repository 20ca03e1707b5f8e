import type { Columns, Translate } from '../../../../engine/warehouse/duckdb/translate';
import { translate } from '../../../../engine/warehouse/duckdb/translate';
import { Translations, type Catalog } from '../../../../engine/warehouse/duckdb/translations';

/** A translator that counts its work. */
function counted(): { readonly translate: Translate; readonly texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    translate: (text, context) => {
      texts.push(text);
      return translate(text, context);
    },
  };
}

const telling = (columns: Columns): Catalog => ({ columns: () => Promise.resolve(columns) });
const nothing = telling(undefined);
const first = async (
  translations: Translations,
  sql: string,
  columns: Columns,
): Promise<string | undefined> => (await translations.of(sql, telling(columns))).statements[0];

test('a statement is translated with the columns that the database tells', async () => {
  const translations = new Translations(translate);
  const sql = 'select id || 1 as t from a.b';
  expect(await first(translations, sql, [{ name: 'ID', type: 'text' }])).toBe(
    'SELECT ID || CAST(1 AS VARCHAR) AS T FROM A.B',
  );
});

test('each relation is asked about once', async () => {
  const asked: string[] = [];
  await new Translations(translate).of('select * from a join b using (x) join a as c using (x)', {
    columns: (relation) => {
      asked.push(relation.join('.'));
      return Promise.resolve([{ name: 'X', type: 'text' }]);
    },
  });
  expect(asked).toEqual(['A', 'B']);
});

test('a common table expression is not asked about', async () => {
  const asked: string[] = [];
  await new Translations(translate).of('with a as (select * from b) select * from a', {
    columns: (relation) => {
      asked.push(relation.join('.'));
      return Promise.resolve(undefined);
    },
  });
  expect(asked).toEqual(['B']);
});

test('the same text with the same answers is not translated again', async () => {
  const { translate: counting, texts } = counted();
  const translations = new Translations(counting);
  const one = await translations.of('select x from t', telling([{ name: 'X', type: 'date' }]));
  const two = await translations.of('select x from t', telling([{ name: 'X', type: 'date' }]));
  expect(two).toBe(one);
  // Once to learn what it asks, once with the answer.
  expect(texts).toHaveLength(2);
});

test('a table that was changed meanwhile has its statements translated again', async () => {
  const translations = new Translations(translate);
  const sql = 'select x || 1 as t from t';
  const text = await first(translations, sql, [{ name: 'X', type: 'text' }]);
  const date = await first(translations, sql, [{ name: 'X', type: 'date' }]);
  expect([text, date]).toEqual([
    'SELECT X || CAST(1 AS VARCHAR) AS T FROM T',
    'SELECT CAST(X AS VARCHAR) || CAST(1 AS VARCHAR) AS T FROM T',
  ]);
});

test('what is refused with unknown columns may be right with known ones', async () => {
  const careful: Translate = (text, context) => {
    if (context?.columns(['T']) === undefined) throw new Error('what is X?');
    return translate(text, context);
  };
  expect(await first(new Translations(careful), 'select x from t', [{ name: 'X', type: 'date' }])).toBe(
    'SELECT X FROM T',
  );
});

test('a refusal that no column would change is thrown as it is', async () => {
  await expect(new Translations(translate).of('select hash(x) from t', nothing)).rejects.toThrow(
    'The function HASH is not supported on the local engine.',
  );
});

test('the translations used last are remembered', async () => {
  const { translate: counting, texts } = counted();
  const translations = new Translations(counting, 2);
  for (const sql of ['select 1', 'select 2', 'select 1', 'select 3', 'select 1', 'select 2'])
    await translations.of(sql, nothing);
  expect(texts).toEqual(['select 1', 'select 2', 'select 3', 'select 2']);
});
