/** Ranges of days, both ends included, as `YYYY-MM-DD`: text that sorts as the days do. No clock: demo data is old. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export type Period = 'day' | 'month';

const DAY = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayOf(time(day) + days * DAY);
export const daysIn = ({ from, to }: Range): number => Math.round((time(to) - time(from)) / DAY) + 1;
export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayOf(Date.UTC(year, month - 1 + months, 1));
}

export const monthEnd = (day: string): string => addDays(addMonths(day, 1), -1);

const monthsIn = ({ from, to }: Range): number => {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth + 1;
};

/** Whole periods: a month that is named by one of its days is meant from its first to its last. */
export const wholePeriods = ({ from, to }: Range, period: Period): Range =>
  period === 'month' ? { from: monthStart(from), to: monthEnd(to) } : { from, to };

/** The part of a range that there is data for; undefined where there is none. */
export function within(range: Range, extent: Range): Range | undefined {
  const from = range.from < extent.from ? extent.from : range.from;
  const to = range.to > extent.to ? extent.to : range.to;
  return from > to ? undefined : { from, to };
}

/**
 * The last complete periods of what there is; where none is complete, the one that there is. A month is complete with its last
 * day. Of the newest day nobody knows: files of it may still land, so that it is taken to be under way.
 */
export function lastPeriods(extent: Range, period: Period, count: number): Range {
  if (period === 'day') {
    const to = extent.from < extent.to ? addDays(extent.to, -1) : extent.to;
    const from = addDays(to, 1 - count);
    return { from: from < extent.from ? extent.from : from, to };
  }
  const current = monthStart(extent.to);
  const complete = monthEnd(extent.to) === extent.to ? current : addMonths(current, -1);
  const first = monthStart(extent.from);
  const last = complete < first ? current : complete;
  const from = addMonths(last, 1 - count);
  return { from: from < first ? first : from, to: monthEnd(last) };
}

/** As many periods, just before. */
export function previousRange(range: Range, period: Period): Range {
  const to = addDays(range.from, -1);
  return period === 'month'
    ? { from: addMonths(range.from, -monthsIn(range)), to }
    : { from: addDays(range.from, -daysIn(range)), to };
}

/** Whether there is data for the whole of a range's beginning: a comparison with half a period would mislead. */
export const covers = (extent: Range, range: Range, period: Period): boolean =>
  (period === 'month' ? monthStart(extent.from) : extent.from) <= range.from;

/** The range before; undefined where it is not covered, so that there is nothing to compare with. */
export function rangeBefore(extent: Range, range: Range, period: Period): Range | undefined {
  const before = previousRange(range, period);
  return covers(extent, before, period) ? before : undefined;
}

/** Points of a line: days up to a quarter, months beyond. */
export const bucketPeriod = (range: Range, grain: Period): Period =>
  grain === 'month' || daysIn(range) > 92 ? 'month' : 'day';

export const bucketOf = (day: string, period: Period): string => (period === 'month' ? monthStart(day) : day);

/** The beginnings of all points in a range. */
export function buckets(range: Range, period: Period): readonly string[] {
  const found: string[] = [];
  const next = (at: string): string => (period === 'month' ? addMonths(at, 1) : addDays(at, 1));
  for (let at = bucketOf(range.from, period); at <= range.to; at = next(at)) found.push(at);
  return found;
}

const month = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

export const bucketName = (at: string, period: Period): string =>
  (period === 'month' ? month : dayName).format(time(at));

/** `Feb 2018 – Jul 2018`, `1 Mar 2026` */
export function rangeName({ from, to }: Range, period: Period): string {
  const [first, last] = [bucketName(from, period), bucketName(to, period)];
  return first === last ? first : `${first} – ${last}`;
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time(text)) && dayOf(time(text)) === text;
