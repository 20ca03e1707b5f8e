import type { Cell, Dashboard, Measure, Rows } from '../../../api';
import { bucketOf, buckets, type Period, type Range } from './range';

/**
 * What the page makes of the rows of an analysis. Pure, over plain data. Rows are additive: sums are made first and ratios
 * of sums after them, so that no mean is ever taken of means.
 */
export interface Data {
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Selection {
  /** Undefined: all of time. */
  readonly range: Range | undefined;
  /** Values by column; a column with none, and one that the data do not have, leaves everything in. */
  readonly filters: { readonly [column: string]: readonly string[] };
}

export const toData = ({ columns, rows }: Rows): Data => ({
  columns: new Map(columns.map(({ name }, index) => [name.toLowerCase(), index])),
  rows,
});

export function cell(data: Data, row: readonly Cell[], column: string): Cell {
  const index = data.columns.get(column);
  return index === undefined ? null : (row[index] ?? null);
}

/** The first and the last day of the data; undefined where no row has one. */
export function extentOf(data: Data, date: string): Range | undefined {
  let from: string | undefined;
  let to: string | undefined;
  for (const row of data.rows) {
    const day = cell(data, row, date);
    if (typeof day !== 'string') continue;
    if (from === undefined || day < from) from = day;
    if (to === undefined || day > to) to = day;
  }
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Values of a column, as they are filtered by; null has none. */
export function valuesOf(data: Data, column: string): readonly string[] {
  const values = new Set<string>();
  for (const row of data.rows) {
    const value = cell(data, row, column);
    if (value !== null) values.add(String(value));
  }
  return [...values].sort((one, other) => one.localeCompare(other, 'en'));
}

/** A row without a day is in no range: `undated` says what is left out. */
export function select(data: Data, dashboard: Dashboard, { range, filters }: Selection): Data {
  const { date } = dashboard;
  const wanted = Object.keys(dashboard.filters).flatMap((column) => {
    const values = filters[column];
    return values && values.length > 0 ? [{ column, values: new Set(values) }] : [];
  });
  if (wanted.length === 0 && (date === undefined || range === undefined)) return data;
  const rows = data.rows.filter((row) => {
    if (date !== undefined && range !== undefined) {
      const day = cell(data, row, date);
      if (typeof day !== 'string' || day < range.from || day > range.to) return false;
    }
    return wanted.every(({ column, values }) => values.has(String(cell(data, row, column))));
  });
  return { columns: data.columns, rows };
}

/** Rows without a day, which no range shows. */
export function undated(data: Data, { date }: Dashboard): Data {
  const rows = date === undefined ? [] : data.rows.filter((row) => cell(data, row, date) === null);
  return { columns: data.columns, rows };
}

/** Σ of a column, compensated (Neumaier), so that a hundred thousand cents are as exact as one. */
export function sum(data: Data, column: string): number {
  let total = 0;
  let lost = 0;
  for (const row of data.rows) {
    const value = Number(cell(data, row, column) ?? 0);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Math.round((total + lost) * 1e6) / 1e6;
}

/** Undefined for a ratio over nothing: there is no rate of no orders. A sum over nothing is 0. */
export function valueOf(data: Data, measure: Measure): number | undefined {
  if (measure.ratio) {
    const [numerator, denominator] = measure.ratio;
    const below = sum(data, denominator);
    return below === 0 ? undefined : sum(data, numerator) / below;
  }
  return measure.sum === undefined ? undefined : sum(data, measure.sum);
}

export interface Group {
  readonly key: readonly Cell[];
  readonly data: Data;
}

/** Rows by the values of columns, in the order in which they come. */
export function groupBy(data: Data, by: readonly string[]): readonly Group[] {
  const groups = new Map<string, { key: readonly Cell[]; rows: (readonly Cell[])[] }>();
  for (const row of data.rows) {
    const key = by.map((column) => cell(data, row, column));
    const id = JSON.stringify(key);
    const group = groups.get(id) ?? { key, rows: [] };
    groups.set(id, group);
    group.rows.push(row);
  }
  return [...groups.values()].map(({ key, rows }) => ({ key, data: { columns: data.columns, rows } }));
}

export interface Mark {
  readonly key: readonly Cell[];
  readonly value: number | undefined;
  readonly data: Data;
}

const text = (key: readonly Cell[]): string => key.map(String).join(' ');

/** Groups with the value of a measure: the largest first, those without a value last. */
export function ranked(data: Data, by: readonly string[], measure: Measure): readonly Mark[] {
  return groupBy(data, by)
    .map(({ key, data: of }) => ({ key, value: valueOf(of, measure), data: of }))
    .sort(
      (one, other) =>
        (other.value ?? -Infinity) - (one.value ?? -Infinity) ||
        text(one.key).localeCompare(text(other.key), 'en'),
    );
}

export interface Top {
  readonly shown: readonly Mark[];
  /** What is not shown, as one: its sum, or the ratio over all of it. */
  readonly rest: { readonly groups: number; readonly value: number | undefined } | undefined;
}

/** One group more than `limit` is shown rather than put away alone. */
export function top(marks: readonly Mark[], limit: number, measure: Measure): Top {
  const shown = marks.length <= limit + 1 ? marks : marks.slice(0, limit);
  const away = marks.slice(shown.length);
  const [first] = away;
  if (!first) return { shown, rest: undefined };
  const rows = away.flatMap(({ data }) => data.rows);
  return {
    shown,
    rest: { groups: away.length, value: valueOf({ columns: first.data.columns, rows }, measure) },
  };
}

/** In the order of their key: numbers by size, `<20` before `20-29`, what is not known last. */
export function inOrder(data: Data, by: string, measure: Measure): readonly Mark[] {
  const place = (key: Cell | undefined): number => {
    if (typeof key === 'number') return key;
    const name = String(key);
    if (/^(unknown|n\/a|none)$/i.test(name) || key === null) return Number.MAX_VALUE;
    const number = /\d+(\.\d+)?/.exec(name)?.[0];
    return number === undefined ? 0 : Number(number) - (name.startsWith('<') ? 0.5 : 0);
  };
  return [...ranked(data, [by], measure)].sort(
    (one, other) =>
      place(one.key[0]) - place(other.key[0]) || text(one.key).localeCompare(text(other.key), 'en'),
  );
}

export interface Point {
  /** First day of the point's day or month. */
  readonly at: string;
  readonly value: number | undefined;
}

/** Every day or month of a range: without rows a sum is 0, a ratio is a gap. */
export function overTime(
  data: Data,
  date: string,
  measure: Measure,
  range: Range,
  period: Period,
): readonly Point[] {
  const rows = new Map<string, (readonly Cell[])[]>(buckets(range, period).map((at) => [at, []]));
  for (const row of data.rows) {
    const day = cell(data, row, date);
    if (typeof day === 'string') rows.get(bucketOf(day, period))?.push(row);
  }
  return [...rows].map(([at, of]) => ({ at, value: valueOf({ columns: data.columns, rows: of }, measure) }));
}

/** Part of what there was before that came or went; undefined where there was nothing to compare with. */
export function change(value: number | undefined, before: number | undefined): number | undefined {
  if (value === undefined || before === undefined || before === 0) return undefined;
  return (value - before) / Math.abs(before);
}
