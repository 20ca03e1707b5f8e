import type { Measure } from '../../../../api';
import type { PlotLibrary, PlotOptions } from '../../ui/chart-plot';
import { valueAxis } from '../../ui/value-axis';
import type { Point } from '../aggregate';
import { formatAxis, formatFull, formatShort } from '../measures';
import { bucketName, type Period } from '../range';

export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
}

interface Drawn {
  readonly lines: readonly Line[];
  readonly past: readonly Point[];
  readonly measure: Measure;
  readonly period: Period;
}

const instant = (at: string): Date => new Date(`${at}T00:00:00Z`);

/** Marks and scales of lines over time, for a width. */
export function drawLines(
  plot: PlotLibrary,
  width: number,
  { lines, past, measure, period }: Drawn,
): PlotOptions {
  const marks = lines.flatMap(({ name, colour, points }) =>
    points.map(({ at, value }, index) => ({ at: instant(at), value, name, colour, index })),
  );
  const [first] = lines;
  // The period before lies under this one, point by point.
  const shifted = past.flatMap(({ at, value }, index) => {
    const under = first?.points[index];
    return under ? [{ at: instant(under.at), value, was: bucketName(at, period) }] : [];
  });
  const count = first?.points.length ?? 0;
  // A number at each point says more than an axis, where there is room for it.
  const isLabelled = lines.length === 1 && width / count > (measure.format === 'money' ? 58 : 46);
  const isSum = measure.sum !== undefined || measure.format === 'percent';
  const shown = (value: number | undefined) => formatShort(value, measure);
  const title = ({ at, value, name, index }: (typeof marks)[number]): string => {
    const was = shifted[index];
    const now = `${bucketName(at.toISOString().slice(0, 10), period)}\n${lines.length > 1 ? `${name}: ` : ''}${formatFull(value, measure)}`;
    return was ? `${now}\n${was.was}: ${formatFull(was.value, measure)}` : now;
  };
  const last = count <= 1 ? [] : marks.filter(({ index }) => index === count - 1);
  const said = isLabelled || count === 1 ? marks : last;
  const low = isLabelled ? valleys(first?.points ?? [], isSum) : new Set();
  const number = (those: typeof marks, place: { readonly dx?: number; readonly dy?: number }) =>
    plot.text(those, {
      x: 'at',
      y: 'value',
      text: (mark: (typeof marks)[number]) => (mark.value === undefined ? '' : shown(mark.value)),
      ...place,
      ...(isLabelled ? {} : { textAnchor: 'start' }),
      fill: 'var(--text-2)',
      fontSize: 12,
      stroke: 'var(--surface)',
      strokeWidth: 4,
    });
  const every = Math.ceil(count / Math.max(2, Math.floor(width / (period === 'month' ? 44 : 70))));
  const ticks = (first?.points ?? []).flatMap(({ at }, index) =>
    (count - 1 - index) % every === 0 ? [instant(at)] : [],
  );
  return {
    marginLeft: isLabelled ? 24 : 54,
    marginRight: isLabelled ? 24 : 58,
    marginTop: 22,
    marginBottom: 34,
    x: { type: 'utc', axis: null },
    y: { axis: null, nice: true, zero: isSum, ...(isSum ? {} : { insetTop: 8, insetBottom: 22 }) },
    marks: [
      // Lines across without a number would be read as one.
      ...(isLabelled ? [] : valueAxis(plot, (value) => formatAxis(value, measure))),
      plot.axisX({
        tickSize: 0,
        label: null,
        ticks: [...ticks],
        tickFormat: (at: Date, index: number) => tick(at, ticks[index - 1], period),
      }),
      ...(isSum ? [plot.ruleY([0], { stroke: 'var(--line-strong)' })] : []),
      plot.lineY(shifted, {
        x: 'at',
        y: 'value',
        stroke: 'var(--text-3)',
        strokeWidth: 1.5,
        strokeDasharray: '3 3',
      }),
      plot.lineY(marks, { x: 'at', y: 'value', z: 'name', stroke: 'colour', strokeWidth: 2.25 }),
      ...(isLabelled || count === 1
        ? [plot.dot(marks, { x: 'at', y: 'value', fill: 'colour', r: 3 })]
        : [plot.dot(last, { x: 'at', y: 'value', fill: 'colour', r: 3.5 })]),
      number(
        said.filter(({ index }) => !low.has(index)),
        isLabelled ? { dy: -12 } : { dx: 7 },
      ),
      number(
        said.filter(({ index }) => low.has(index)),
        { dy: 14 },
      ),
      plot.ruleX(marks, plot.pointerX({ x: 'at', stroke: 'var(--line-strong)' })),
      plot.tip(marks, plot.pointerX({ x: 'at', y: 'value', title })),
    ],
    color: { type: 'identity' },
  };
}

/** Where the line goes up on both sides: a number above would lie on it. Below one that is near zero stands the axis. */
function valleys(points: readonly Point[], fromZero: boolean): ReadonlySet<number> {
  const value = (index: number) => points[index]?.value ?? Infinity;
  const axis = fromZero ? Math.max(...points.map((point) => point.value ?? 0)) / 8 : -Infinity;
  return new Set(
    points.flatMap((_, at) =>
      value(at) > axis && value(at) < Math.min(value(at - 1), value(at + 1)) ? [at] : [],
    ),
  );
}

/** `Feb`; below the first one of each year the year. */
function tick(at: Date, before: Date | undefined, period: Period): string {
  const name = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(at);
  const label = name(period === 'day' ? { day: 'numeric', month: 'short' } : { month: 'short' });
  return before?.getUTCFullYear() === at.getUTCFullYear() ? label : `${label}\n${name({ year: 'numeric' })}`;
}
