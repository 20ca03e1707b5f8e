import fc from 'fast-check';
import { clockCalls } from '../../../engine/compile/sql/clocks';
import { injectCtes } from '../../../engine/compile/sql/inject-ctes';
import { sqlTokens } from '../../../engine/compile/sql/tokens';

test('every character of any text is in exactly one token', () => {
  const piece = fc.constantFrom(
    `'`,
    `"`,
    '--',
    '//',
    '/*',
    '*/',
    '$$',
    '\\',
    '\n',
    ' ',
    'a',
    '1',
    '(',
    ';',
    'é',
    '🦆',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const tokens = sqlTokens(text);
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      tokens.forEach((token) => expect(text.startsWith(token.text, token.offset)).toBe(true));
    }),
  );
});

test.each([
  ['select current_timestamp', ['current_timestamp']],
  ['select CURRENT_DATE - 1', ['CURRENT_DATE']],
  ['select getdate ( ), sysdate()', ['getdate', 'sysdate']],
  ['select x::date = current_date::date', ['current_date']],
  ['select current_timestamp() as at', ['current_timestamp']],
])('%s calls a clock', (sql, names) => {
  expect(clockCalls(sql).map(({ text }) => text)).toEqual(names);
});

test.each([
  `select 'current_date', "current_date" from t`,
  'select t.current_date from t -- current_date',
  'select 1 /* now() */ // sysdate()',
  'select at as current_time from t',
  'select current_date.day from days as current_date',
  `select $$ current_date $$, 'it''s current_date', 'a\\'current_date'`,
  'select now, getdate from t',
  'select my_current_date, current_date_2 from t',
])('%s calls none', (sql) => {
  expect(clockCalls(sql)).toEqual([]);
});

const cte = [{ name: '__dbt__cte__x', sql: 'select 1' }];
const injected = ' __dbt__cte__x as (\nselect 1\n)';

test.each([
  ['select 2', `with${injected} select 2`],
  ['\n\nselect 2', `\n\nwith${injected} select 2`],
  ['-- why\nselect 2', `with${injected} -- why\nselect 2`],
  ['with a as (select 2) select 3', `with ${injected}, a as (select 2) select 3`],
  ['WITH\n\na as (select 2) select 3', `WITH\n\n${injected}, a as (select 2) select 3`],
  ['with recursive a as (select 2) select 3', `with recursive ${injected}, a as (select 2) select 3`],
  ['/* with */ with a as (select 2) select 3', `/* with */ with ${injected}, a as (select 2) select 3`],
])('CTEs are put before those of %j', (sql, expected) => {
  expect(injectCtes(sql, cte)).toBe(expected);
});

test('without CTEs nothing changes', () => {
  expect(injectCtes(' select 1 ', [])).toBe(' select 1 ');
});
