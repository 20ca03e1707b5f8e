import { useCallback, useMemo } from 'react';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { Chart } from '../../ui/chart';
import { valueOf } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { formatFull, formatShort } from '../measures';
import { measureNamed, type ChartPartProps } from './chart-props';

interface Step {
  readonly name: string;
  readonly value: number;
  readonly ofFirst: number | undefined;
  readonly ofBefore: number | undefined;
}

const rate = { format: 'percent' } as const;
const ROW = 50;

/** Each step as a bar of the first one's scale, with what part of the step before came so far. */
export function Funnel({ chart, dashboard, data }: ChartPartProps<'funnel'>) {
  const steps = useMemo(() => {
    const values = chart.steps.map((name) => {
      const measure = measureNamed(dashboard, name);
      return { name: measure.label, value: valueOf(data, measure) ?? 0 };
    });
    const part = (value: number, whole: number | undefined): number | undefined =>
      whole === undefined || whole === 0 ? undefined : value / whole;
    return values.map(({ name, value }, at): Step => ({
      name,
      value,
      ofFirst: part(value, values[0]?.value),
      ofBefore: at === 0 ? undefined : part(value, values[at - 1]?.value),
    }));
  }, [chart.steps, dashboard, data]);
  const count = { format: 'count' } as const;
  const table = useMemo(
    (): ChartTable => ({
      heads: [['Step'], ['Number', 'Of the first', 'Of the step before']],
      rows:
        data.rows.length === 0
          ? []
          : steps.map(({ name, value, ofFirst, ofBefore }) => ({
              names: [name],
              values: [
                { text: formatFull(value, count), sort: value },
                { text: formatFull(ofFirst, rate), sort: ofFirst },
                { text: formatFull(ofBefore, rate), sort: ofBefore },
              ],
            })),
    }),
    [steps, data],
  );
  const draw = useCallback(
    (plot: PlotLibrary): PlotOptions => ({
      marginLeft: 0,
      marginRight: 96,
      marginTop: 0,
      marginBottom: 0,
      x: { axis: null, domain: [0, steps[0]?.value ?? 1] },
      y: { axis: null, domain: steps.map(({ name }) => name), padding: 0 },
      marks: [
        plot.barX(steps, {
          y: 'name',
          x: 'value',
          fill: 'var(--chart-1)',
          insetTop: 22,
          insetBottom: 8,
          rx2: 3,
        }),
        plot.text(steps, {
          y: 'name',
          x: 0,
          text: ({ name, ofBefore }: Step) =>
            ofBefore === undefined ? name : `${name}: ${formatShort(ofBefore, rate)} of the step before`,
          textAnchor: 'start',
          dy: -ROW / 2 + 12,
          fill: 'var(--text)',
          fontSize: 12,
        }),
        plot.text(steps, {
          y: 'name',
          x: 'value',
          text: ({ value, ofFirst }: Step) => `${formatShort(value, count)}  ${formatShort(ofFirst, rate)}`,
          textAnchor: 'start',
          dx: 7,
          dy: 7,
          fill: 'var(--text-2)',
          fontSize: 12,
        }),
      ],
      color: { type: 'identity' },
    }),
    [steps],
  );
  const said = steps.map(
    ({ name, value, ofFirst }) => `${name} ${formatFull(value, count)} (${formatFull(ofFirst, rate)})`,
  );
  return (
    <ChartCard title={chart.title} wide={chart.wide} table={table}>
      <Chart label={`${chart.title}: ${said.join(', ')}.`} height={steps.length * ROW} draw={draw} />
    </ChartCard>
  );
}
