import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { overTime, ranked, type Data, type Point } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatFull, formatShort, readable } from '../measures';
import { bucketName, bucketPeriod, rangeName, type Period, type Range } from '../range';
import { measureNamed, valueCell, type ChartPartProps } from './chart-props';
import { drawLines, type Line } from './draw-lines';

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
          {isSeveral && single === undefined
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
