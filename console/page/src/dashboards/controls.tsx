import { useMemo } from 'react';
import type { DashboardPage } from '../../../api';
import type { Address } from './address';
import { valuesOf } from './aggregate';
import type { Part } from './page-data';
import { plural } from '../ui/format';
import { Picker } from './picker';
import { bucketName, buckets, lastPeriods, monthEnd, wholePeriods, type Range } from './range';

interface ControlsProps {
  readonly page: DashboardPage;
  readonly parts: readonly Part[];
  readonly extent: Range | undefined;
  readonly range: Range | undefined;
  readonly address: Address;
  readonly onChange: (address: Address) => void;
}

const LENGTHS = { day: [7, 28, 90], month: [3, 6, 12, 24] } as const;

/** The page's range of dates and its filters: one row, in the address, so that a view can be sent to somebody. */
export function Controls({ page, parts, extent, range, address, onChange }: ControlsProps) {
  const pickers = useMemo(() => filtersOf(parts), [parts]);
  const isTouched =
    address.range !== undefined || Object.values(address.filters).some(({ length }) => length > 0);
  return (
    <div className="filters" role="group" aria-label="Filters of this page">
      {extent && range ? (
        <RangePicker
          page={page}
          extent={extent}
          range={range}
          onChange={(chosen) => {
            onChange({ ...address, range: chosen });
          }}
        />
      ) : null}
      {pickers.map(({ column, label, values }) => (
        <Picker
          key={column}
          label={label}
          values={values}
          chosen={address.filters[column] ?? []}
          onChange={(chosen) => {
            onChange({ ...address, filters: { ...address.filters, [column]: chosen } });
          }}
        />
      ))}
      {isTouched ? (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onChange({ range: undefined, filters: {} });
          }}
        >
          Reset
        </button>
      ) : null}
    </div>
  );
}

/** Filters of all analyses of the page, each once: it holds for every analysis that has the column. */
function filtersOf(parts: readonly Part[]) {
  const found = new Map<string, { column: string; label: string; values: Set<string> }>();
  for (const { analysis, data } of parts) {
    for (const [column, label] of Object.entries(analysis.dashboard.filters)) {
      const filter = found.get(column) ?? { column, label, values: new Set<string>() };
      found.set(column, filter);
      if (data) for (const value of valuesOf(data, column)) filter.values.add(value);
    }
  }
  return [...found.values()].map(({ column, label, values }) => ({
    column,
    label,
    values: [...values].sort((one, other) => one.localeCompare(other, 'en')),
  }));
}

interface RangePickerProps {
  readonly page: DashboardPage;
  readonly extent: Range;
  readonly range: Range;
  readonly onChange: (range: Range | undefined) => void;
}

function RangePicker({ page: { period, last }, extent, range, onChange }: RangePickerProps) {
  const all = wholePeriods(extent, period);
  const lengths = [...new Set([...LENGTHS[period], last])].sort((one, other) => one - other);
  const presets = lengths
    .map((length) => ({ length, span: lastPeriods(extent, period, length) }))
    .map((preset) => ({ ...preset, periods: buckets(preset.span, period).length }))
    // Data that are shorter than a length are offered by the page's own one, as long as they are, or by "All".
    .filter(({ length, span, periods }) => !same(span, all) && (periods === length || length === last));
  return (
    <>
      <div className="segments" role="group" aria-label="Range of dates">
        {presets.map(({ length, span, periods }) => (
          <button
            key={length}
            type="button"
            aria-pressed={same(span, range)}
            onClick={() => {
              onChange(length === last ? undefined : span);
            }}
          >
            {plural(periods, period)}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={same(all, range)}
          onClick={() => {
            onChange(all);
          }}
        >
          All
        </button>
      </div>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="range-end">
          {end}
          {period === 'month' ? (
            <select
              className="select"
              value={`${range[end].slice(0, 7)}-01`}
              onChange={({ target: { value } }) => {
                const chosen = end === 'from' ? value : monthEnd(value);
                onChange(ordered({ ...range, [end]: chosen }, period));
              }}
            >
              {buckets(all, 'month').map((at) => (
                <option key={at} value={at}>
                  {bucketName(at, 'month')}
                </option>
              ))}
            </select>
          ) : (
            <input
              className="input"
              type="date"
              min={extent.from}
              max={extent.to}
              value={range[end]}
              onChange={({ target: { value } }) => {
                if (value !== '') onChange(ordered({ ...range, [end]: value }, period));
              }}
            />
          )}
        </label>
      ))}
    </>
  );
}

const same = (one: Range, other: Range): boolean => one.from === other.from && one.to === other.to;

/** Somebody who moves the beginning beyond the end means the day or month of the one that was moved. */
function ordered({ from, to }: Range, period: DashboardPage['period']): Range {
  if (from <= to) return { from, to };
  return wholePeriods({ from, to: from }, period);
}
