import * as Plot from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';

export type PlotOptions = Plot.PlotOptions;
export type PlotLibrary = typeof Plot;

export interface ChartProps {
  /** What the chart shows, in one sentence, for who does not see it. */
  readonly label: string;
  readonly height: number;
  /** Gives marks and scales for a width; keep it stable (useCallback) so that nothing is drawn twice. */
  readonly draw: (plot: PlotLibrary, width: number) => PlotOptions;
}

const COLOURS = Array.from({ length: 8 }, (_, index) => `var(--chart-${index + 1})`);

/** Plot puts a <style> into its SVG, which the content security policy refuses; ui/chart.css holds those rules. */
function withoutStyles<T extends Element>(drawn: T): T {
  for (const style of drawn.querySelectorAll('style')) style.remove();
  return drawn;
}

export function PlotChart({ label, height, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    const element = place.current;
    if (element === null || width === 0) return;
    const options = draw(Plot, width);
    const drawn = Plot.plot({
      width,
      height,
      marginTop: 16,
      ...options,
      color: { range: COLOURS, ...options.color },
    });
    // The place has the label; the names that Plot gives to marks would not be allowed on groups.
    drawn.setAttribute('aria-hidden', 'true');
    element.replaceChildren(withoutStyles(drawn));
  }, [draw, height, width]);

  return <div ref={place} className="chart" role="img" aria-label={label} style={{ minHeight: height }} />;
}
