import fc from 'fast-check';
import type { Dashboard, Measure } from '../../../../console/api';
import {
  change,
  extentOf,
  inOrder,
  overTime,
  ranked,
  select,
  sum,
  toData,
  top,
  undated,
  valueOf,
  valuesOf,
} from '../../../../console/page/src/dashboards/aggregate';

const revenue: Measure = { label: 'Revenue', format: 'money', sum: 'revenue', better: 'higher' };
const late: Measure = { label: 'Late', format: 'percent', ratio: ['late', 'orders'], better: 'lower' };

const dashboard: Dashboard = {
  order: 1,
  title: 'Sales',
  question: 'How?',
  date: 'day',
  filters: { state: 'State' },
  measures: { revenue, late },
  headlines: [],
  charts: [],
};

const data = toData({
  columns: [
    { name: 'DAY', kind: 'DATE' },
    { name: 'state', kind: 'TEXT' },
    { name: 'orders', kind: 'NUMBER' },
    { name: 'late', kind: 'NUMBER' },
    { name: 'revenue', kind: 'NUMBER' },
  ],
  rows: [
    ['2018-01-31', 'SP', 9, 1, 90.1],
    ['2018-02-01', 'SP', 1, 1, 10.2],
    ['2018-02-28', 'RJ', 10, 0, '100.30'],
    [null, 'RJ', 1, 0, 5],
  ],
  more: false,
});
const february = { from: '2018-02-01', to: '2018-02-28' };
const all = { range: undefined, filters: {} };

test('a range takes its first and its last day', () => {
  expect(sum(select(data, dashboard, { range: february, filters: {} }), 'revenue')).toBe(110.5);
});

test('values of one filter are alternatives; a filter of a column that is not there leaves everything in', () => {
  const selected = (filters: Record<string, readonly string[]>) =>
    select(data, dashboard, { range: undefined, filters }).rows.length;
  expect(selected({ state: ['RJ'] })).toBe(2);
  expect(selected({ state: ['RJ', 'SP'] })).toBe(4);
  expect(selected({ state: [], category: ['auto'] })).toBe(4);
  expect(selected({ state: ['MG'] })).toBe(0);
});

test('a ratio is of sums, and not the mean of ratios', () => {
  expect(valueOf(data, late)).toBe(2 / 21);
  const [sp] = ranked(data, ['state'], late);
  expect(sp).toMatchObject({ key: ['SP'], value: 0.2 });
});

test('there is no ratio of nothing, and nothing is 0', () => {
  const none = select(data, dashboard, { range: undefined, filters: { state: ['MG'] } });
  expect(valueOf(none, late)).toBeUndefined();
  expect(valueOf(none, revenue)).toBe(0);
});

test('rows without a day are in no range, and are told', () => {
  expect(sum(undated(data, dashboard), 'revenue')).toBe(5);
  expect(sum(select(data, dashboard, all), 'revenue')).toBe(205.6);
  expect(extentOf(data, 'day')).toEqual({ from: '2018-01-31', to: '2018-02-28' });
});

test('a line has every month of its range: without rows a sum is 0 and a ratio a gap', () => {
  const range = { from: '2018-01-01', to: '2018-03-31' };
  expect(overTime(data, 'day', revenue, range, 'month')).toEqual([
    { at: '2018-01-01', value: 90.1 },
    { at: '2018-02-01', value: 110.5 },
    { at: '2018-03-01', value: 0 },
  ]);
  expect(overTime(data, 'day', late, range, 'month').map(({ value }) => value)).toEqual([
    1 / 9,
    1 / 11,
    undefined,
  ]);
});

test('what is not shown of a ranking is one ratio over all of it', () => {
  const five = toData({
    columns: [
      { name: 'name', kind: 'TEXT' },
      { name: 'late', kind: 'NUMBER' },
      { name: 'orders', kind: 'NUMBER' },
    ],
    rows: [
      ['a', 9, 10],
      ['b', 5, 10],
      ['c', 1, 10],
      ['d', 0, 90],
    ],
    more: false,
  });
  const { shown, rest } = top(ranked(five, ['name'], late), 2, late);
  expect(shown.map(({ key }) => key[0])).toEqual(['a', 'b']);
  expect(rest).toEqual({ groups: 2, value: 0.01 });
  // One alone is shown: "1 other" takes the same place.
  expect(top(ranked(five, ['name'], late), 3, late)).toMatchObject({ shown: { length: 4 }, rest: undefined });
});

test('ages and hours stand in their own order, what is not known last', () => {
  const ages = toData({
    columns: [
      { name: 'age', kind: 'TEXT' },
      { name: 'revenue', kind: 'NUMBER' },
    ],
    rows: ['unknown', '50+', '20-29', '<20', '30-39'].map((age, at) => [age, at]),
    more: false,
  });
  expect(inOrder(ages, 'age', revenue).map(({ key }) => key[0])).toEqual([
    '<20',
    '20-29',
    '30-39',
    '50+',
    'unknown',
  ]);
});

test('values to filter by are sorted, each once', () => {
  expect(valuesOf(data, 'state')).toEqual(['RJ', 'SP']);
});

test('a change needs something that it is a change of', () => {
  expect(change(12, 10)).toBeCloseTo(0.2);
  expect(change(12, 0)).toBeUndefined();
  expect(change(undefined, 10)).toBeUndefined();
});

test('amounts add up to the cent, in whatever parts they are summed', () => {
  const cents = fc.array(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('a', 'b', 'c')), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(cents, (amounts) => {
      const of = toData({
        columns: [
          { name: 'name', kind: 'TEXT' },
          { name: 'revenue', kind: 'NUMBER' },
        ],
        rows: amounts.map(([amount, name]) => [name, amount / 100]),
        more: false,
      });
      const exact = amounts.reduce((total, [amount]) => total + amount, 0) / 100;
      const parts = ranked(of, ['name'], revenue).reduce(
        (total, { value = 0 }) => total + Math.round(value * 100),
        0,
      );
      expect(sum(of, 'revenue')).toBe(exact);
      expect(parts / 100).toBe(exact);
    }),
  );
});
