import { threshold, verdict } from '../../../engine/plan/threshold';

test.each([
  ['!= 0', [1], [0]],
  ['<> 0', [1], [0]],
  ['> 10', [11], [10]],
  ['>=10', [10], [9]],
  ['= 3', [3], [2]],
  ['== 3', [3], [4]],
  ['< 5', [4], [5]],
  ['<= 5', [5], [6]],
  ['> 0.5', [1], [0]],
  ['> -1', [0], [-1]],
  ['between 1 and 10', [1, 10], [0, 11]],
  ['BETWEEN 1 AND 10', [5], [11]],
  ['not between 1 and 10', [0, 11], [1]],
])('%s', (text, holds, fails) => {
  const reached = threshold(text, 'orders_ok');
  expect(holds.map(reached)).toEqual(holds.map(() => true));
  expect(fails.map(reached)).toEqual(fails.map(() => false));
});

test.each(['', '10', '> 1 or 1 = 1', '> 1; drop table x', '> ten', 'between 1'])('refuses "%s"', (text) => {
  expect(() => threshold(text, 'orders_ok', { file: 'models/schema.yml', line: 7 })).toThrow(
    `LH703 models/schema.yml:7 "${text}" of test orders_ok is no comparison with a number. Write for example "!= 0", "> 10" or "between 1 and 10".`,
  );
});

test('a test of severity error fails by error_if, warns by warn_if, and passes below both', () => {
  const test = { name: 't', severity: 'error', errorIf: '> 10', warnIf: '> 2' } as const;
  expect([0, 3, 11].map((failures) => verdict(failures, test))).toEqual(['pass', 'warn', 'fail']);
});

test('a test of severity warn never fails', () => {
  const test = { name: 't', severity: 'warn', errorIf: '> 0', warnIf: '!= 0' } as const;
  expect([0, 99].map((failures) => verdict(failures, test))).toEqual(['pass', 'warn']);
});
