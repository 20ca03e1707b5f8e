import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Line } from './scene';

function curve({ x1, y1, x2, y2 }: Line): string {
  const bend = Math.max(28, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

const together = (lines: readonly Line[]): string => lines.map(curve).join('');

interface LinesProps {
  readonly lines: readonly Line[];
  /** Boxes on the way through the chosen one; undefined: none is chosen. */
  readonly kin: ReadonlySet<string> | undefined;
}

/**
 * All lines as three paths. The graph view's own edges are a component each, and two thousand of them would be made again
 * whenever the picture moves; nobody has to click or focus a line here.
 */
export const Lines = memo(function Lines({ lines, kin }: LinesProps) {
  const lit = kin === undefined ? [] : lines.filter(({ from, to }) => kin.has(from) && kin.has(to));
  const litOnes = new Set(lit);
  const plain = lines.filter((line) => !litOnes.has(line));
  const heavy = plain.filter(({ weight }) => weight > 1);
  return (
    <ViewportPortal>
      <svg className="lines" data-dim={kin === undefined ? undefined : ''} aria-hidden="true">
        <path d={together(plain.filter(({ weight, dashed }) => weight === 1 && dashed !== true))} />
        <path className="dashed" d={together(plain.filter(({ dashed }) => dashed === true))} />
        {heavy.map((line) => (
          <path
            key={`${line.from} ${line.to}`}
            d={curve(line)}
            strokeWidth={Math.min(8, 1.5 + Math.log2(line.weight))}
          />
        ))}
        <path className="lit" d={together(lit)} />
      </svg>
    </ViewportPortal>
  );
});
