import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { overTime, ranked, type Data, type Point } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatAxis, formatFull, formatShort, readable } from '../measures';
import { bucketName, bucketPeriod, rangeName, type Period, type Range } from '../range';
import { measureNamed, valueCell, type ChartPartProps } from './chart-props';

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
}

/** More lines than these cannot be told apart. */
const LINES = 4;

export function LineChart({
  chart,
  dashboard,
  data,
  before,
  range,
  previous,
  grain,
}: ChartPartProps<'line'>) {
  const { date } = dashboard;
  const measure = measureNamed(dashboard, chart.measure);
  const period = range === undefined ? 'month' : bucketPeriod(range, grain);
  const lines = useMemo(
    () =>
      date === undefined || range === undefined ? [] : linesOf(data, date, chart, measure, range, period),
    [data, date, chart, measure, range, period],
  );
  const past = useMemo(
    () =>
      before && previous && date !== undefined && chart.by === undefined
        ? overTime(before, date, measure, previous, period)
        : [],
    [before, previous, date, chart.by, measure, period],
  );
  const table = useMemo((): ChartTable => {
    const [first] = lines;
    const rows = (data.rows.length === 0 ? [] : (first?.points ?? [])).map(({ at }, index) => ({
      names: [bucketName(at, period)],
      values: [
        ...lines.map(({ points }) => valueCell(points[index]?.value, measure)),
        ...(past.length > 0 ? [valueCell(past[index]?.value, measure)] : []),
      ],
    }));
    const heads = lines.map(({ name }) => name);
    return {
      heads: [
        [period === 'month' ? 'Month' : 'Day'],
        [...heads, ...(past.length > 0 ? ['Period before'] : [])],
      ],
      rows,
    };
  }, [lines, past, data, measure, period]);
  const draw = useCallback(
    (plot: PlotLibrary, width: number): PlotOptions =>
      drawLines(plot, width, { lines, past, measure, period }),
    [lines, past, measure, period],
  );
  const isSeveral = lines.length > 1;
  const [first] = lines;
  const single = first?.points.length === 1 ? first.points[0] : undefined;
  return (
    <ChartCard
      title={chart.title}
      wide={chart.wide}
      table={table}
      legend={
        <p className="legend">
          {isSeveral
            ? lines.map(({ name, colour }) => (
                <span key={name}>
                  <i className="swatch" style={{ background: colour }} />
                  {name}
                </span>
              ))
            : null}
          {past.length > 0 && range && previous ? (
            <>
              <span>
                <i className="swatch" style={{ background: 'var(--chart-1)' }} />
                {rangeName(range, grain)}
              </span>
              <span>
                <i className="swatch before" />
                {rangeName(previous, grain)}
              </span>
            </>
          ) : null}
        </p>
      }
    >
      {single ? (
        <div className="single">
          <dl>
            {lines.map(({ name, points }) => (
              <div key={name}>
                <dt>{isSeveral ? name : bucketName(single.at, period)}</dt>
                <dd>{formatFull(points[0]?.value, measure)}</dd>
              </div>
            ))}
          </dl>
          <p className="muted">A line needs a second {period} in the range.</p>
        </div>
      ) : (
        <Chart
          label={sentence(chart.title, lines, measure, period)}
          height={chart.wide ? 250 : 264}
          draw={draw}
        />
      )}
    </ChartCard>
  );
}

function linesOf(
  data: Data,
  date: string,
  { by, title }: ChartPartProps<'line'>['chart'],
  measure: Parameters<typeof overTime>[2],
  range: Range,
  period: Period,
): readonly Line[] {
  const line = (of: Data, name: string, index: number): Line => ({
    name,
    colour: `var(--chart-${index + 1})`,
    points: overTime(of, date, measure, range, period),
  });
  if (by === undefined) return [line(data, measure.label === title ? title : measure.label, 0)];
  return ranked(data, [by], measure)
    .slice(0, LINES)
    .map(({ key, data: of }, index) => line(of, readable(key[0] ?? null), index));
}

interface Drawn {
  readonly lines: readonly Line[];
  readonly past: readonly Point[];
  readonly measure: ReturnType<typeof measureNamed>;
  readonly period: Period;
}

const instant = (at: string): Date => new Date(`${at}T00:00:00Z`);

function drawLines(plot: PlotLibrary, width: number, { lines, past, measure, period }: Drawn): PlotOptions {
  const marks = lines.flatMap(({ name, colour, points }) =>
    points.map(({ at, value }, index) => ({ at: instant(at), value, name, colour, index })),
  );
  const [first] = lines;
  // The period before lies under this one, point by point.
  const shifted = past.flatMap(({ at, value }, index) => {
    const under = first?.points[index];
    return under ? [{ at: instant(under.at), value, was: bucketName(at, period) }] : [];
  });
  const count = first?.points.length ?? 0;
  // A number at each point says more than an axis, where there is room for it.
  const isLabelled = lines.length === 1 && width / count > (measure.format === 'money' ? 58 : 46);
  const isSum = measure.sum !== undefined || measure.format === 'percent';
  const shown = (value: number | undefined) => formatShort(value, measure);
  const title = ({ at, value, name, index }: (typeof marks)[number]): string => {
    const was = shifted[index];
    const now = `${bucketName(at.toISOString().slice(0, 10), period)}\n${lines.length > 1 ? `${name}: ` : ''}${formatFull(value, measure)}`;
    return was ? `${now}\n${was.was}: ${formatFull(was.value, measure)}` : now;
  };
  const last = count <= 1 ? [] : marks.filter(({ index }) => index === count - 1);
  const every = Math.ceil(count / Math.max(2, Math.floor(width / (period === 'month' ? 44 : 70))));
  const ticks = (first?.points ?? []).flatMap(({ at }, index) =>
    (count - 1 - index) % every === 0 ? [instant(at)] : [],
  );
  return {
    marginLeft: isLabelled ? 24 : 54,
    marginRight: isLabelled ? 24 : 58,
    marginTop: 22,
    marginBottom: 34,
    x: { type: 'utc', axis: null },
    y: { axis: null, nice: true, zero: isSum, ...(isSum ? {} : { inset: 8 }) },
    marks: [
      plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 4 }),
      ...(isLabelled
        ? []
        : [
            plot.axisY({
              ticks: 4,
              tickSize: 0,
              label: null,
              tickFormat: (value: number) => formatAxis(value, measure),
            }),
          ]),
      plot.axisX({
        tickSize: 0,
        label: null,
        ticks: [...ticks],
        tickFormat: (at: Date, index: number) => tick(at, ticks[index - 1], period),
      }),
      ...(isSum ? [plot.ruleY([0], { stroke: 'var(--line-strong)' })] : []),
      plot.lineY(shifted, {
        x: 'at',
        y: 'value',
        stroke: 'var(--text-3)',
        strokeWidth: 1.5,
        strokeDasharray: '3 3',
      }),
      plot.lineY(marks, { x: 'at', y: 'value', z: 'name', stroke: 'colour', strokeWidth: 2.25 }),
      ...(isLabelled || count === 1
        ? [plot.dot(marks, { x: 'at', y: 'value', fill: 'colour', r: 3 })]
        : [plot.dot(last, { x: 'at', y: 'value', fill: 'colour', r: 3.5 })]),
      plot.text(isLabelled || count === 1 ? marks : last, {
        x: 'at',
        y: 'value',
        text: (mark: (typeof marks)[number]) => (mark.value === undefined ? '' : shown(mark.value)),
        ...(isLabelled ? { dy: -12 } : { dx: 7, textAnchor: 'start' }),
        fill: 'var(--text-2)',
        fontSize: 12,
        stroke: 'var(--surface)',
        strokeWidth: 4,
      }),
      plot.ruleX(marks, plot.pointerX({ x: 'at', stroke: 'var(--line-strong)' })),
      plot.tip(marks, plot.pointerX({ x: 'at', y: 'value', title })),
    ],
    color: { type: 'identity' },
  };
}

/** `Feb`; below the first one of each year the year. */
function tick(at: Date, before: Date | undefined, period: Period): string {
  const name = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(at);
  const label = name(period === 'day' ? { day: 'numeric', month: 'short' } : { month: 'short' });
  return before?.getUTCFullYear() === at.getUTCFullYear() ? label : `${label}\n${name({ year: 'numeric' })}`;
}

function sentence(
  title: string,
  lines: readonly Line[],
  measure: ReturnType<typeof measureNamed>,
  period: Period,
): string {
  const parts = lines.map(({ name, points }) => {
    const known = points.filter((point): point is Point & { value: number } => point.value !== undefined);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return `${name}: nothing`;
    const highest = known.reduce((best, point) => (point.value > best.value ? point : best), first);
    const at = (point: Point): string =>
      `${formatShort(point.value, measure)} in ${bucketName(point.at, period)}`;
    return `${lines.length > 1 ? `${name}: ` : ''}${at(first)}, ${at(last)}, highest ${at(highest)}`;
  });
  return `${title} over time. ${parts.join('. ')}.`;
}
