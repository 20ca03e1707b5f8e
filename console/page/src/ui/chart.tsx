import { lazy, Suspense } from 'react';
import type { ChartProps } from './chart-plot';

// Plot and the parts of d3 under it are the largest packages of the page: they come with the first chart.
const PlotChart = lazy(() => import('./chart-plot').then((module) => ({ default: module.PlotChart })));

/**
 * A chart by Observable Plot, redrawn when its width changes. Colours are CSS properties (`var(--chart-1)`), so that a
 * change between light and dark needs no redrawing.
 */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<svg className="chart-space" width="1" height={props.height} aria-hidden="true" />}>
      <PlotChart {...props} />
    </Suspense>
  );
}
