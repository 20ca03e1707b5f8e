import type { PlotLibrary } from './chart-plot';

/** Lines across the chart, and beside them what they stand for. */
export function valueAxis(plot: PlotLibrary, tickFormat: (value: number) => string) {
  return [
    plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 4 }),
    plot.axisY({ ticks: 4, tickSize: 0, label: null, tickFormat }),
  ];
}
