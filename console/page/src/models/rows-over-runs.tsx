import { useCallback } from 'react';
import type { NodeRun } from '../../../api';
import { Chart } from '../ui/chart';
import type { ChartProps } from '../ui/chart-plot';
import { formatCompact, formatMoment, formatNumber } from '../ui/format';

/** Rows of the table after each run that published it. */
export function RowsOverRuns({ history }: { readonly history: readonly NodeRun[] }) {
  const draw = useCallback<ChartProps['draw']>(
    (plot) => {
      const points = history.flatMap(({ startedAt, rows }) =>
        startedAt === undefined || rows === undefined ? [] : [{ at: new Date(startedAt), rows }],
      );
      return {
        marginLeft: 46,
        marginBottom: 22,
        y: {
          zero: true,
          nice: true,
          ticks: 3,
          label: null,
          tickFormat: (rows: number) => formatCompact(rows),
        },
        x: { ticks: 4, label: null },
        marks: [
          plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
          plot.areaY(points, { x: 'at', y: 'rows', fill: 'var(--chart-soft)', fillOpacity: 0.6 }),
          plot.lineY(points, { x: 'at', y: 'rows', stroke: 'var(--chart-1)', strokeWidth: 1.8 }),
          plot.dot(points, {
            x: 'at',
            y: 'rows',
            r: 2.5,
            fill: 'var(--chart-1)',
            channels: { rows: { value: 'rows', label: 'Rows' } },
            title: ({ at, rows }: { at: Date; rows: number }) =>
              `${formatMoment(at)}: ${formatNumber(rows)} rows`,
          }),
        ],
      };
    },
    [history],
  );
  const counted = history.filter(({ rows }) => rows !== undefined).length;
  if (counted < 2) return null;
  return (
    <section className="stack">
      <h3>Rows over runs</h3>
      <Chart label={`Rows of the table in the last ${counted} runs`} height={130} draw={draw} />
    </section>
  );
}
