import {
  bucketPeriod,
  buckets,
  covers,
  lastPeriods,
  previousRange,
  rangeBefore,
  rangeName,
  wholePeriods,
  within,
} from '../../../../console/page/src/dashboards/range';

const olist = { from: '2016-09-15', to: '2018-08-29' };

test('months are the last complete ones of the data', () => {
  expect(lastPeriods(olist, 'month', 6)).toEqual({ from: '2018-02-01', to: '2018-07-31' });
  expect(lastPeriods({ ...olist, to: '2018-08-31' }, 'month', 1)).toEqual({
    from: '2018-08-01',
    to: '2018-08-31',
  });
});

test('where no month is complete the month that there is', () => {
  const days = { from: '2018-08-03', to: '2018-08-29' };
  expect(lastPeriods(days, 'month', 12)).toEqual({ from: '2018-08-01', to: '2018-08-31' });
});

test('a range begins no earlier than the data', () => {
  expect(lastPeriods(olist, 'month', 100)).toEqual({ from: '2016-09-01', to: '2018-07-31' });
  expect(lastPeriods({ from: '2026-01-01', to: '2026-01-03' }, 'day', 28)).toEqual({
    from: '2026-01-01',
    to: '2026-01-02',
  });
});

test('the newest day is under way, where there is one before it', () => {
  expect(lastPeriods({ from: '2026-01-01', to: '2026-01-31' }, 'day', 7)).toEqual({
    from: '2026-01-24',
    to: '2026-01-30',
  });
  const day = { from: '2026-01-01', to: '2026-01-01' };
  expect(lastPeriods(day, 'day', 7)).toEqual(day);
});

test('the range before is as long, in months or in days', () => {
  expect(previousRange({ from: '2018-02-01', to: '2018-07-31' }, 'month')).toEqual({
    from: '2017-08-01',
    to: '2018-01-31',
  });
  expect(previousRange({ from: '2024-02-28', to: '2024-03-01' }, 'day')).toEqual({
    from: '2024-02-25',
    to: '2024-02-27',
  });
});

test('a period of which the data have a part only is nothing to compare with', () => {
  expect(covers(olist, { from: '2016-09-01', to: '2016-12-31' }, 'month')).toBe(true);
  expect(covers(olist, { from: '2016-08-01', to: '2016-12-31' }, 'month')).toBe(false);
  expect(covers(olist, { from: '2016-09-14', to: '2016-12-31' }, 'day')).toBe(false);
  expect(rangeBefore(olist, { from: '2016-12-01', to: '2017-01-31' }, 'month')).toEqual({
    from: '2016-10-01',
    to: '2016-11-30',
  });
  expect(rangeBefore(olist, { from: '2016-12-01', to: '2017-03-31' }, 'month')).toBeUndefined();
});

test('a month that is named by a day is meant whole, leap years too', () => {
  expect(wholePeriods({ from: '2024-01-17', to: '2024-02-10' }, 'month')).toEqual({
    from: '2024-01-01',
    to: '2024-02-29',
  });
});

test('of a range what there is data for', () => {
  expect(within({ from: '2018-08-01', to: '2018-12-31' }, olist)).toEqual({
    from: '2018-08-01',
    to: '2018-08-29',
  });
  expect(within({ from: '2019-01-01', to: '2019-12-31' }, olist)).toBeUndefined();
});

test('a line has days up to a quarter, and months where the rows are months', () => {
  const quarter = { from: '2018-01-01', to: '2018-03-31' };
  expect(bucketPeriod(quarter, 'day')).toBe('day');
  expect(bucketPeriod(quarter, 'month')).toBe('month');
  expect(bucketPeriod({ ...quarter, to: '2018-04-30' }, 'day')).toBe('month');
  expect(buckets({ from: '2017-12-30', to: '2018-01-01' }, 'day')).toEqual([
    '2017-12-30',
    '2017-12-31',
    '2018-01-01',
  ]);
  expect(buckets({ from: '2017-12-30', to: '2018-01-01' }, 'month')).toEqual(['2017-12-01', '2018-01-01']);
});

test('ranges are named as people say them', () => {
  expect(rangeName({ from: '2018-02-01', to: '2018-07-31' }, 'month')).toBe('Feb 2018 – Jul 2018');
  expect(rangeName({ from: '2018-02-01', to: '2018-02-28' }, 'month')).toBe('Feb 2018');
});
