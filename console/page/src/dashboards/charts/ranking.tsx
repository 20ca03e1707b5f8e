import { useMemo } from 'react';
import { ranked, valueOf } from '../aggregate';
import { ChartCard, type ChartTable } from '../chart-card';
import { readable } from '../measures';
import { headOf, measureNamed, valueCell, type ChartPartProps } from './chart-props';

/** A table of the largest: what a chart would say worse, since each row has several numbers. */
export function Ranking({ chart, dashboard, data }: ChartPartProps<'table'>) {
  const table = useMemo((): ChartTable => {
    const measures = chart.measures.map((name) => measureNamed(dashboard, name));
    const [first] = measures;
    const marks = first ? ranked(data, chart.by, first).slice(0, chart.limit) : [];
    return {
      heads: [chart.by.map((column) => headOf(dashboard, column)), measures.map(({ label }) => label)],
      rows: marks.map(({ key, data: of }) => ({
        names: key.map(readable),
        values: measures.map((measure) => valueCell(valueOf(of, measure), measure)),
      })),
    };
  }, [chart, dashboard, data]);
  return <ChartCard title={chart.title} wide={chart.wide} table={table} />;
}
