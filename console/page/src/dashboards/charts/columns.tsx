import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { valueAxis } from '../../ui/value-axis';
import { inOrder } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatAxis, formatFull, formatShort, readable } from '../measures';
import { headOf, measureNamed, valueCell, type ChartPartProps } from './chart-props';

/** Columns in the order of what they stand for: ages, hours. */
export function ColumnChart({ chart, dashboard, data }: ChartPartProps<'columns'>) {
  const measure = measureNamed(dashboard, chart.measure);
  const columns = useMemo(
    () =>
      inOrder(data, chart.by, measure).map(({ key, value }) => ({
        name: readable(key[0] ?? null),
        value,
        text: formatShort(value, measure),
      })),
    [data, chart.by, measure],
  );
  const table = useMemo(
    (): ChartTable => ({
      heads: [[headOf(dashboard, chart.by)], [measure.label]],
      rows: columns.map(({ name, value }) => ({ names: [name], values: [valueCell(value, measure)] })),
    }),
    [columns, dashboard, chart.by, measure],
  );
  const draw = useCallback(
    (plot: PlotLibrary, width: number): PlotOptions => {
      const isLabelled = width / columns.length > 44;
      return {
        marginLeft: isLabelled ? 4 : 48,
        marginRight: 4,
        marginBottom: 24,
        marginTop: 20,
        x: { domain: columns.map(({ name }) => name), axis: null, padding: 0.24 },
        y: { axis: null, zero: true },
        marks: [
          ...(isLabelled ? [] : valueAxis(plot, (value) => formatAxis(value, measure))),
          plot.axisX({
            tickSize: 0,
            label: null,
            fill: 'var(--text)',
            ...(isLabelled ? {} : { ticks: columns.filter((_, at) => at % 3 === 0).map(({ name }) => name) }),
          }),
          plot.barY(columns, { x: 'name', y: 'value', fill: 'var(--chart-1)', ry2: 3 }),
          plot.ruleY([0], { stroke: 'var(--line-strong)' }),
          ...(isLabelled
            ? [
                plot.text(columns, {
                  x: 'name',
                  y: 'value',
                  text: 'text',
                  dy: -9,
                  fill: 'var(--text-2)',
                  fontSize: 12,
                }),
              ]
            : [
                plot.tip(
                  columns,
                  plot.pointerX({
                    x: 'name',
                    y: 'value',
                    title: ({ name, value }: (typeof columns)[number]) =>
                      `${name}\n${formatFull(value, measure)}`,
                  }),
                ),
              ]),
        ],
        color: { type: 'identity' },
      };
    },
    [columns, measure],
  );
  const said = columns.map(({ name, text }) => `${name} ${text}`).join(', ');
  return (
    <ChartCard title={chart.title} wide={chart.wide} table={table}>
      <Chart label={`${chart.title}: ${said}.`} height={210} draw={draw} />
    </ChartCard>
  );
}
