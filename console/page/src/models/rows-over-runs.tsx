import { useCallback } from 'react';
import type { NodeRun } from '../../../api';
import { Chart } from '../ui/chart';
import type { ChartProps } from '../ui/chart-plot';
import { valueAxis } from '../ui/value-axis';
import { formatClock, formatCompact, formatDay, formatMoment, formatNumber } from '../ui/format';

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
        y: { axis: null, zero: true, nice: true },
        // In the reader's own time, as everywhere else: a scale of dates is in UTC by itself.
        x: { type: 'time', ticks: 4, label: null, tickFormat: within(points) },
        marks: [
          ...valueAxis(plot, formatCompact),
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

const TWO_DAYS = 172_800_000;

/** Days, or the hour where all of it lies within two of them. */
function within(points: readonly { readonly at: Date }[]): (at: Date) => string {
  const times = points.map(({ at }) => at.getTime());
  return Math.max(...times) - Math.min(...times) > TWO_DAYS ? formatDay : formatClock;
}
