import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { ranked, top } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatFull, formatShort, readable } from '../measures';
import { headOf, measureNamed, valueCell, type ChartPartProps } from './chart-props';

interface Bar {
  readonly name: string;
  readonly value: number | undefined;
  readonly before: number | undefined;
  readonly isRest: boolean;
}

/** Few bars may be taller. */
const rowHeight = (bars: number): number => (bars <= 5 ? 38 : 27);

/** Sorted bars of one hue, each with its number; a tick where the period before was. */
export function BarChart({ chart, dashboard, data, before }: ChartPartProps<'bars'>) {
  const measure = measureNamed(dashboard, chart.measure);
  const all = useMemo(() => ranked(data, [chart.by], measure), [data, chart.by, measure]);
  const past = useMemo(
    () =>
      new Map(
        before ? ranked(before, [chart.by], measure).map(({ key, value }) => [String(key[0]), value]) : [],
      ),
    [before, chart.by, measure],
  );
  const bars = useMemo((): readonly Bar[] => {
    const { shown, rest } = top(all, chart.limit, measure);
    return [
      ...shown.map(({ key, value }) => ({
        name: readable(key[0] ?? null),
        value,
        before: past.get(String(key[0])),
        isRest: false,
      })),
      ...(rest
        ? [{ name: `${rest.groups} others`, value: rest.value, before: undefined, isRest: true }]
        : []),
    ];
  }, [all, past, chart.limit, measure]);
  const table = useMemo((): ChartTable => {
    const total = measure.sum === undefined ? 0 : all.reduce((sum, { value }) => sum + (value ?? 0), 0);
    return {
      heads: [
        [headOf(dashboard, chart.by)],
        [measure.label, ...(total > 0 ? ['Share'] : []), ...(past.size > 0 ? ['Period before'] : [])],
      ],
      rows: all.map(({ key, value }) => ({
        names: [readable(key[0] ?? null)],
        values: [
          valueCell(value, measure),
          ...(total > 0 ? [valueCell((value ?? 0) / total, { ...measure, format: 'percent' })] : []),
          ...(past.size > 0 ? [valueCell(past.get(String(key[0])), measure)] : []),
        ],
      })),
    };
  }, [all, past, measure, dashboard, chart.by]);
  const draw = useCallback(
    (plot: PlotLibrary, width: number): PlotOptions => {
      const longest = Math.max(...bars.map(({ name }) => name.length));
      const marginLeft = Math.min(Math.round(width * 0.38), 12 + longest * 6.6);
      const labels = bars.map((bar) => ({ ...bar, text: formatShort(bar.value, measure) }));
      return {
        marginLeft,
        marginRight: 66,
        marginTop: 0,
        marginBottom: 0,
        x: { axis: null, zero: true },
        y: { domain: bars.map(({ name }) => name), label: null, padding: 0.28 },
        marks: [
          plot.axisY({
            tickSize: 0,
            textOverflow: 'ellipsis',
            lineWidth: marginLeft / 11,
            fill: 'var(--text)',
            fontSize: 12,
          }),
          // All the others together have no bar: it could be the longest, and shrink those that are compared.
          plot.barX(
            labels.filter((bar) => !bar.isRest),
            { y: 'name', x: 'value', fill: 'var(--chart-1)', rx2: 3 },
          ),
          plot.tickX(
            labels.filter((bar) => bar.before !== undefined),
            {
              y: 'name',
              x: 'before',
              stroke: 'var(--text)',
              strokeWidth: 1.75,
              insetTop: -2,
              insetBottom: -2,
            },
          ),
          // Beside the period before, a number stands in a column of its own: at the bar it could be taken for the tick's.
          plot.text(labels, {
            y: 'name',
            text: 'text',
            ...(past.size > 0
              ? { frameAnchor: 'right', textAnchor: 'end', dx: 60 }
              : { x: (bar: Bar) => (bar.isRest ? 0 : (bar.value ?? 0)), textAnchor: 'start', dx: 7 }),
            fill: 'var(--text-2)',
            fontSize: 12,
          }),
        ],
        color: { type: 'identity' },
      };
    },
    [bars, measure, past],
  );
  const first = bars.slice(0, 3).map(({ name, value }) => `${name} ${formatFull(value, measure)}`);
  return (
    <ChartCard
      title={chart.title}
      wide={chart.wide}
      table={table}
      legend={
        past.size > 0 ? (
          <p className="legend">
            <span>
              <i className="swatch tick" />
              period before
            </span>
          </p>
        ) : null
      }
    >
      <Chart
        label={`${chart.title}, the largest first: ${first.join(', ')}.`}
        height={bars.length * rowHeight(bars.length) + 4}
        draw={draw}
      />
    </ChartCard>
  );
}
