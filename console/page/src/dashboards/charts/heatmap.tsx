import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { ranked } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatFull, readable } from '../measures';
import { bucketName, isDay } from '../range';
import { headOf, measureNamed, valueCell, type ChartPartProps } from './chart-props';

interface Square {
  readonly x: string;
  readonly y: string;
  readonly value: number;
  /** 0 to 5, of the ramp. */
  readonly step: number;
}

const STEPS = 6;
const ROW = 24;

/** Cells in one ramp from nothing to the most, each with its number. */
export function HeatMap({ chart, dashboard, data }: ChartPartProps<'heatmap'>) {
  const measure = measureNamed(dashboard, chart.measure);
  const { squares, xs, ys } = useMemo(() => {
    const found = ranked(data, [chart.y, chart.x], measure);
    const most = Math.max(...found.map(({ value }) => value ?? 0));
    const cells = found.flatMap(({ key: [y, x], value }): Square[] => {
      if (value === undefined) return [];
      const step = most === 0 ? 0 : Math.min(STEPS - 1, Math.floor((value / most) * STEPS));
      return [{ x: String(x), y: String(y), value, step }];
    });
    const order = (of: 'x' | 'y'): readonly string[] =>
      [...new Set(cells.map((one) => one[of]))].sort((one, other) =>
        one.localeCompare(other, 'en', { numeric: true }),
      );
    return { squares: cells, xs: order('x'), ys: order('y') };
  }, [data, chart.x, chart.y, measure]);
  const nameOf = (value: string): string => (isDay(value) ? bucketName(value, 'month') : readable(value));
  const table = useMemo((): ChartTable => {
    const at = new Map(squares.map(({ x, y, value }) => [`${y} ${x}`, value]));
    return {
      heads: [[headOf(dashboard, chart.y)], xs.map((x) => nameOf(x))],
      rows: ys.map((y) => ({
        names: [nameOf(y)],
        values: xs.map((x) => valueCell(at.get(`${y} ${x}`), measure)),
      })),
    };
  }, [squares, xs, ys, dashboard, chart.y, measure]);
  const draw = useCallback(
    (plot: PlotLibrary, width: number): PlotOptions => ({
      marginLeft: 70,
      marginRight: 0,
      marginTop: 22,
      marginBottom: 0,
      x: { domain: [...xs], padding: 0.04, label: null },
      y: { domain: [...ys], padding: 0.06, label: null },
      marks: [
        plot.axisX({ anchor: 'top', tickSize: 0, label: null, tickFormat: nameOf }),
        plot.axisY({ tickSize: 0, label: null, tickFormat: nameOf, fill: 'var(--text)' }),
        plot.cell(squares, { x: 'x', y: 'y', fill: ({ step }: Square) => `var(--ramp-${step})`, rx: 2 }),
        ...(width / xs.length > 44
          ? [
              plot.text(squares, {
                x: 'x',
                y: 'y',
                text: ({ value }: Square) => formatFull(value, measure),
                fill: ({ step }: Square) => (step >= 4 ? 'var(--surface)' : 'var(--text)'),
              }),
            ]
          : [
              plot.tip(
                squares,
                plot.pointer({
                  x: 'x',
                  y: 'y',
                  title: ({ x, y, value }: Square) =>
                    `${nameOf(y)}, ${nameOf(x)}\n${formatFull(value, measure)}`,
                }),
              ),
            ]),
      ],
      color: { type: 'identity' },
    }),
    [squares, xs, ys, dashboard, chart.x, measure],
  );
  return (
    <ChartCard
      title={chart.title}
      wide={chart.wide}
      table={table}
      legend={
        <p className="legend">
          {headOf(dashboard, chart.y)} down, {headOf(dashboard, chart.x).toLowerCase()} across
        </p>
      }
    >
      <Chart
        label={`${chart.title}: ${ys.length} by ${xs.length} cells; the table has the numbers.`}
        height={ys.length * ROW + 24}
        draw={draw}
      />
    </ChartCard>
  );
}
