import { fail, formatProblem, LakehouseError, suggestion } from '../../../engine/errors';

test('a problem prints its code, a clickable place, the line and a caret under the column', () => {
  const text = formatProblem({
    code: 'LH401',
    message: 'model "a" refers to "ordrs", which does not exist.',
    location: { file: 'models/a.sql', line: 3, column: 8, snippet: "from {{ ref('ordrs') }}" },
  });
  expect(text).toBe(
    [
      'LH401 models/a.sql:3:8 model "a" refers to "ordrs", which does not exist.',
      "  3 | from {{ ref('ordrs') }}",
      '             ^',
    ].join('\n'),
  );
});

test('an error of several problems prints them all and is of the first one’s code', () => {
  const error = new LakehouseError([
    { code: 'LH201', message: 'one' },
    { code: 'LH401', message: 'two' },
  ]);
  expect(error.message).toBe('LH201 one\nLH401 two');
  expect(error.code).toBe('LH201');
  expect(error.exitStatus).toBe(1);
});

test('wrong usage exits with 2', () => {
  expect(() => fail('LH101', 'no such option')).toThrow(expect.objectContaining({ exitStatus: 2 }));
});

test('a near name is suggested, a far one is not', () => {
  expect(suggestion('ordrs', ['customers', 'orders'])).toBe(' Did you mean "orders"?');
  expect(suggestion('xyz', ['customers', 'orders'])).toBe('');
});
