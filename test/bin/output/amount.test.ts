import { elapsed } from '../../../bin/output/amount';

test.each([
  [0.25, '0.3 s'],
  [5, '5 s'],
  [59.6, '1 min'],
  [185, '3 min 5 s'],
  [7800, '2 h 10 min'],
  [86_400, '1 d'],
  [2_599_200, '30 d 2 h'],
])('%d seconds are %s', (seconds, text) => expect(elapsed(seconds)).toBe(text));
