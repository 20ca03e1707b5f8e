import {
  readExceptions,
  restOf,
  review,
  type Exceptions,
  type Opinion,
} from '../../../conformance/snowflake-sql/exceptions';

const exceptions: Exceptions = [
  {
    ...{ grammar: 'sqlfluff', why: 'An option.', proves: 'https://docs.snowflake.com/en/x' },
    ...{ statement: '^CREATE X NEW = \\d+ OLD', leavingOut: 'NEW = \\d+ ' },
  },
];
const statements = [{ id: 'one', sql: 'CREATE X NEW = 1 OLD = 2' }];
const opinion = (changes: Partial<Opinion>): Opinion => ({
  ...{ id: 'one', sqlfluff: null, sqlglot: 'understood', reason: null },
  ...changes,
});

test('the list in the repository can be read', () => {
  expect(readExceptions().length).toBeGreaterThan(0);
});

test('a refusal that the list has passes, as long as the rest parses', () => {
  expect(restOf('CREATE X NEW = 1 OLD = 2', exceptions)).toBe('CREATE X OLD = 2');
  expect(restOf('CREATE Y', exceptions)).toBeUndefined();
  expect(review(statements, [opinion({ sqlfluff: 'no NEW' })], exceptions)).toEqual({
    unlisted: [],
    over: [],
  });
  expect(review(statements, [opinion({ sqlfluff: 'no NEW', rest: 'no OLD' })], exceptions).unlisted).toEqual([
    { id: 'one', grammar: 'sqlfluff', reason: 'without the exception: no OLD' },
  ]);
});

test('a refusal that the list does not have fails, of either grammar', () => {
  const refused = opinion({ sqlfluff: 'no', sqlglot: 'refused', reason: 'neither' });
  expect(review(statements, [refused], []).unlisted).toEqual([
    { id: 'one', grammar: 'sqlfluff', reason: 'no' },
    { id: 'one', grammar: 'sqlglot', reason: 'neither' },
  ]);
});

test('an exception that nothing needs any more fails', () => {
  expect(review(statements, [opinion({})], exceptions).over).toEqual(['sqlfluff: An option.']);
});
