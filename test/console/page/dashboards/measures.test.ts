import { readAddress, writeAddress } from '../../../../console/page/src/dashboards/address';
import {
  formatAxis,
  formatChange,
  formatFull,
  formatPoints,
  formatShort,
  readable,
} from '../../../../console/page/src/dashboards/measures';

const brl = { format: 'money', currency: 'BRL' } as const;
const unstated = { format: 'money' } as const;
const count = { format: 'count' } as const;
const percent = { format: 'percent' } as const;

test.each([
  [1234567.891, brl, 'R$1,234,567.89', 'R$1.23M'],
  [6388, brl, 'R$6,388.00', 'R$6,388'],
  [162.29, brl, 'R$162.29', 'R$162.29'],
  [4992, unstated, '4,992.00', '4,992'],
  [39_412, count, '39,412', '39.4K'],
  [2393, count, '2,393', '2,393'],
  [0.0832, percent, '8.3%', '8.3%'],
  [0.0031, percent, '0.31%', '0.31%'],
  [0, percent, '0%', '0%'],
  [12.44, { format: 'days' } as const, '12.4 days', '12.4 days'],
  [4.2, { format: 'decimal' } as const, '4.20', '4.20'],
])('%d is written in full and in short', (value, look, full, short) => {
  expect([formatFull(value, look), formatShort(value, look)]).toEqual([full, short]);
});

test('what is not known is a dash, and never 0', () => {
  expect([formatFull(undefined, brl), formatShort(undefined, count)]).toEqual(['–', '–']);
});

test('axes have round numbers', () => {
  expect([formatAxis(400_000, brl), formatAxis(0.05, percent), formatAxis(1500, count)]).toEqual([
    'R$400K',
    '5%',
    '1.5K',
  ]);
});

test('amounts change by percent, rates by points', () => {
  expect([formatChange(0.235), formatChange(-0.001), formatPoints(0.0156)]).toEqual([
    '+23.5%',
    '-0.1%',
    '+1.6 pp',
  ]);
});

test.each([
  ['credit_card', 'Credit card'],
  ['sao paulo', 'Sao Paulo'],
  ['UNITED STATES', 'United States'],
  ['SP', 'SP'],
  ['VIP', 'VIP'],
  ['n/a', 'n/a'],
  ['4869f7a5dfa277a7dca6462dcf3b52b2', '4869f7a5…'],
  [null, 'none'],
  [9, '9'],
])('%s is read as %s', (value, read) => {
  expect(readable(value)).toBe(read);
});

test('an address gives the range and the filters back', () => {
  const address = {
    range: { from: '2018-02-01', to: '2018-07-31' },
    filters: { state: ['SP', 'RJ'], category: ["women's & men's"] },
  };
  expect(readAddress(writeAddress(address))).toEqual(address);
});

test('an address that makes no sense is that of the default range', () => {
  expect(readAddress('from=2018-02-31&to=2018-07-31').range).toBeUndefined();
  expect(readAddress('from=2018-07-01&to=2018-02-01').range).toBeUndefined();
  expect(readAddress('').filters).toEqual({});
});
