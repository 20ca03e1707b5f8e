import { useCallback, useMemo } from 'react';
import type { QualityRun } from '../../../api';
import { Chart } from '../ui/chart';
import type { PlotLibrary, PlotOptions } from '../ui/chart-plot';
import { formatMoment, formatNumber, plural } from '../ui/format';
import { Empty } from '../ui/states';
import { valueAxis } from '../ui/value-axis';

const STATUSES = ['fail', 'error', 'warn', 'skipped', 'pass'] as const;
type Status = (typeof STATUSES)[number];

const LOOK: Record<Status, { readonly word: string; readonly colour: string }> = {
  fail: { word: 'failed', colour: 'var(--bad)' },
  error: { word: 'error', colour: 'var(--chart-6)' },
  warn: { word: 'warned', colour: 'var(--chart-2)' },
  skipped: { word: 'skipped', colour: 'var(--line-strong)' },
  pass: { word: 'passed', colour: 'var(--chart-1)' },
};

/** Tests by run, those that did not pass at the bottom, where they can be compared. */
export function TestRuns({ runs }: { readonly runs: readonly QualityRun[] }) {
  const bars = useMemo(
    () =>
      runs.flatMap(({ runId, startedAt, counts }) =>
        STATUSES.flatMap((status, order) => {
          const tests = counts[status] ?? 0;
          return tests === 0 ? [] : [{ runId, startedAt, status, order, tests }];
        }),
      ),
    [runs],
  );
  const draw = useCallback(
    (plot: PlotLibrary): PlotOptions => ({
      marginLeft: 44,
      marginBottom: 22,
      x: { domain: slots(runs), axis: null, padding: 0.2 },
      y: { axis: null },
      marks: [
        ...valueAxis(plot, formatNumber),
        plot.axisX({
          tickSize: 0,
          label: null,
          ticks: [
            ...new Set([runs.length > SLOTS / 2 ? runs[0]?.runId : undefined, runs.at(-1)?.runId]),
          ].filter((id) => id !== undefined),
          textAnchor: 'end',
          dx: 16,
          tickFormat: (id: string) => {
            const run = runs.find(({ runId }) => runId === id);
            return run ? formatMoment(run.startedAt).replace(/:\d\d$/, '') : '';
          },
        }),
        plot.barY(bars, {
          x: 'runId',
          y: 'tests',
          fill: ({ status }: { readonly status: Status }) => LOOK[status].colour,
          order: 'order',
          insetTop: 0.5,
        }),
        plot.ruleY([0], { stroke: 'var(--line-strong)' }),
        // A few among hundreds are thinner than a line: they are said.
        plot.text(
          runs.filter((run) => failedIn(run) > 0),
          {
            x: 'runId',
            y: totalOf,
            text: (run: QualityRun) => formatNumber(failedIn(run)),
            dy: -9,
            fill: 'var(--bad)',
            fontSize: 12,
            fontWeight: 600,
          },
        ),
        plot.tip(
          runs,
          plot.pointerX({
            x: 'runId',
            y: totalOf,
            title: (run: QualityRun) => `${formatMoment(run.startedAt)}\n${said(run)}`,
          }),
        ),
      ],
      color: { type: 'identity' },
    }),
    [runs, bars],
  );
  const newest = runs.at(-1);
  if (!newest) {
    return (
      <Empty title="No run has tested anything yet" icon="quality">
        Every <code>lakehouse build</code> tests what it publishes.
      </Empty>
    );
  }
  const seen = STATUSES.filter((status) => bars.some((bar) => bar.status === status));
  return (
    <>
      <p className="legend-row">
        {seen.map((status) => (
          <span key={status}>
            <i style={{ background: LOOK[status].colour }} />
            {LOOK[status].word}
          </span>
        ))}
        {runs.some((run) => failedIn(run) > 0) ? <span>The red number: failed or in error</span> : null}
      </p>
      <Chart
        label={`Tests of the last ${plural(runs.length, 'run')} that tested something. The newest: ${said(newest)}.`}
        height={340}
        draw={draw}
      />
      <details className="as-table">
        <summary>As a table</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Run</th>
              {seen.map((status) => (
                <th key={status} scope="col" data-align="end">
                  {LOOK[status].word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.toReversed().map(({ runId, startedAt, counts }) => (
              <tr key={runId}>
                <td>{formatMoment(startedAt)}</td>
                {seen.map((status) => (
                  <td key={status} data-align="end">
                    {formatNumber(counts[status] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Bars keep a width that says "one of many" also where there are few. */
const SLOTS = 15;

function slots(runs: readonly QualityRun[]): string[] {
  const empty = Array.from({ length: Math.max(0, SLOTS - runs.length) }, (_, at) => `before ${at}`);
  return [...empty, ...runs.map(({ runId }) => runId)];
}

const totalOf = ({ counts }: QualityRun): number => Object.values(counts).reduce((sum, one) => sum + one, 0);
const failedIn = ({ counts }: QualityRun): number => (counts['fail'] ?? 0) + (counts['error'] ?? 0);

const said = ({ counts }: QualityRun): string =>
  STATUSES.flatMap((status) => {
    const tests = counts[status] ?? 0;
    return tests === 0 ? [] : [`${formatNumber(tests)} ${LOOK[status].word}`];
  })
    .reverse()
    .join(', ');
