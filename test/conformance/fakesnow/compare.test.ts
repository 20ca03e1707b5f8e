import { sameAnswer } from '../../../conformance/fakesnow/compare';
import type { Value } from '../../../conformance/fakesnow/fakesnow';
import type { Expected } from '../../support/snowflake-cases';

const said = (...rows: Value[][]) => ({ rows });

test.each<[string, Expected, Value, boolean]>([
  ['a number with zeros at its end', { n: '1.5' }, { n: '1.500' }, true],
  ['a double of fifteen digits', { n: '0.1' }, { n: '0.10000000000000001' }, true],
  ['a quotient that was not rounded', { n: '0.333333' }, { n: '0.3333333333333333' }, false],
  ['a date that came as its midnight', { d: '2024-01-02' }, { t: '2024-01-02 00:00:00' }, true],
  [
    'a moment with an offset of nothing',
    { t: '2024-01-02 03:04:05.5 +0000' },
    { t: '2024-01-02 03:04:05.500000+00:00' },
    true,
  ],
  ['another hour', { t: '2024-01-02 03:04:05' }, { t: '2024-01-02 05:04:05' }, false],
  ['JSON with its keys in another order', { j: { a: 1, b: [2] } }, '{"b": [2], "a": 1}', true],
  ['a text of JSON for what is in it', 'x', '"x"', false],
  ['null for a text', 'null', null, false],
  ['null for null', null, null, true],
])('%s', (_name, expected, value, same) => {
  expect(sameAnswer([[expected]], said([value]))).toBe(same);
});

test('rows may come in any order, but each of them once', () => {
  expect(sameAnswer([['a'], ['b']], said(['b'], ['a']))).toBe(true);
  expect(sameAnswer([['a'], ['a']], said(['a'], ['b']))).toBe(false);
  expect(sameAnswer([['a']], said(['a'], ['a']))).toBe(false);
});

test('an error is no answer', () => {
  expect(sameAnswer([], { error: 'ProgrammingError' })).toBe(false);
});
