import { useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from 'wouter';
import type { RunDetails } from '../../../api';
import { formatDuration, formatNumber, plural } from '../ui/format';
import { Empty } from '../ui/states';
import { STEP_STATUS } from '../ui/status';
import { Dot } from '../ui/surface';
import { Segments } from '../ui/tabs';
import { barsOf, ticksOf, type Bar } from './run-facts';

const ROW = 26;

type Which = 'all' | 'critical' | 'slow';

/** Models over time. The rows in sight alone are in the page, so that a run of a thousand models scrolls. */
export function Gantt({ run, now }: { readonly run: RunDetails; readonly now: number }) {
  const [which, setWhich] = useState<Which>('all');
  const { bars, span } = barsOf(run, now);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = pick(bars, which);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  if (bars.length === 0)
    return (
      <Empty
        title={run.status === 'running' ? 'No model has begun yet' : 'Nothing had to be built'}
        icon="runs"
      >
        {run.status === 'running'
          ? null
          : 'Models, tests, parents and sources are as they were at the last success.'}
      </Empty>
    );
  const critical = bars.filter((bar) => bar.critical);
  return (
    <div className="stack">
      <div className="row gantt-head">
        <Segments
          label="Which models"
          options={[
            ['all', `All ${formatNumber(bars.length)}`],
            ['slow', 'Slowest'],
            ...(critical.length > 0 ? ([['critical', 'Critical path']] as const) : []),
          ]}
          current={which}
          choose={setWhich}
        />
        {critical.length > 0 ? (
          <span className="muted">
            <i className="key" /> The critical path, {plural(critical.length, 'model')}, decided how long the
            run took.
          </span>
        ) : null}
      </div>
      <div
        className="gantt"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label="Models over the time of the run"
      >
        <div className="gantt-axis" aria-hidden="true">
          <div>
            {ticksOf(span).map((tick) => (
              <span key={tick} style={{ insetInlineStart: `${(tick / span) * 100}%` }}>
                {tickName(tick)}
              </span>
            ))}
          </div>
        </div>
        <ol className="gantt-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const bar = shown[index];
            return bar === undefined ? null : <GanttRow key={bar.node.id} bar={bar} top={start} />;
          })}
        </ol>
      </div>
    </div>
  );
}

/** 0, 500 ms, 1.5 s, 5 min: round, and so written. */
const tickName = (tick: number): string =>
  tick === 0
    ? '0'
    : formatDuration(tick)
        .replace(/(\.[1-9])0+(?= s$)|\.0+(?= s$)/, '$1')
        .replace(/ 0+ (s|min)$/, '');

function pick(bars: readonly Bar[], which: Which): readonly Bar[] {
  switch (which) {
    case 'all':
      return bars;
    case 'critical':
      return bars.filter(({ critical }) => critical);
    case 'slow':
      return [...bars].sort((a, b) => b.width - a.width).slice(0, 20);
  }
}

function GanttRow({ bar, top }: { readonly bar: Bar; readonly top: number }) {
  const { node, from, width, critical, ms } = bar;
  const { word, tone } = STEP_STATUS[node.status];
  return (
    <li style={{ transform: `translateY(${top}px)` }} data-critical={critical ? '' : undefined}>
      <span className="gantt-name">
        <Dot tone={tone} label={word} />
        <Link href={`/models/${encodeURIComponent(node.id)}`}>{node.name}</Link>
      </span>
      <span className="gantt-track" title={`${node.name}: ${word}, ${formatDuration(node.ms)} in statements`}>
        <span
          className="gantt-bar"
          data-tone={tone}
          style={{ insetInlineStart: `${from * 100}%`, width: `max(3px, ${width * 100}%)` }}
        />
      </span>
      <span className="gantt-ms">{formatDuration(ms)}</span>
    </li>
  );
}
