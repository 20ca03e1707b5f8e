import { each, instant, variables, wholeNumber } from '../../bin/options';

test.each([
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02 03:04', '2026-01-02T03:04:00.000Z'],
  ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
])('%s is %s, whatever zone the machine is in', (text, expected) => {
  expect(instant('--extracted-at')(text).toISOString()).toBe(expected);
});

test('variables are one YAML mapping, which JSON is too', () => {
  expect(variables('{as_of: 2018-09-01, deep: {a: [1, true]}}')).toEqual({
    as_of: '2018-09-01',
    deep: { a: [1, true] },
  });
  expect(variables('{"n": 3}')).toEqual({ n: 3 });
});

test('an option that may be repeated keeps its order', () => {
  expect(each('b', each('a', []))).toEqual(['a', 'b']);
});

test('a number beyond what a double holds exactly is refused', () => {
  expect(() => wholeNumber('--size', 1)('9007199254740993')).toThrow('LH101');
});
