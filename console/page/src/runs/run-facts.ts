import type { RunDetails, RunNode, RunSummary } from '../../../api';

/** Undefined where nobody knows when it ended: of a run whose process is gone. */
export function durationOf({ startedAt, endedAt, status }: RunSummary, now: number): number | undefined {
  if (endedAt === undefined && status !== 'running') return undefined;
  return (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt);
}

export const total = (counts: { readonly [status: string]: number }): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** A row of the Gantt: where its bar lies, as shares of the run. */
export interface Bar {
  readonly node: RunNode;
  readonly from: number;
  readonly width: number;
  readonly critical: boolean;
  /** From its beginning to its end, or to now. Statements run side by side, so that theirs may sum to more. */
  readonly ms: number;
}

/** Models that did something, in the order in which they began; `now` closes the bars of those that are under way. */
export function barsOf(
  run: RunDetails,
  now: number,
): { readonly bars: readonly Bar[]; readonly span: number } {
  const start = Date.parse(run.startedAt);
  const begun = run.nodes.filter(
    ({ startedAt, status }) => startedAt !== undefined && status !== 'unchanged',
  );
  const times = begun.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).concat(run.endedAt);
  // What is known last of a run whose process is gone is where its bars end.
  const last = times.reduce((latest, at) => Math.max(latest, Date.parse(at ?? run.startedAt)), start + 1);
  const until = run.status === 'running' ? Math.max(now, last) : last;
  const endOf = ({ endedAt }: RunNode) => (endedAt === undefined ? until : Date.parse(endedAt));
  const span = until - start;
  const critical = new Set(run.criticalPath);
  const bars = begun
    .map((node): Bar => {
      const from = (Date.parse(node.startedAt ?? run.startedAt) - start) / span;
      const width = (endOf(node) - start) / span - from;
      return { node, from, width, critical: critical.has(node.id), ms: width * span };
    })
    .sort((a, b) => a.from - b.from || a.node.name.localeCompare(b.node.name));
  return { bars, span };
}

/** Round steps for the axis: at most six. */
export function ticksOf(span: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600].map(
    (seconds) => seconds * 1000,
  );
  const small = [10, 20, 50, 100, 200, 500];
  const step = [...small, ...steps].find((one) => span / one <= 6) ?? 86_400_000;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => at * step);
}
