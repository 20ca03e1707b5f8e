import type { RunDetails, RunNode } from '../../../../console/api';
import { barsOf, durationOf } from '../../../../console/page/src/runs/run-facts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const node = (id: string, change: Partial<RunNode>): RunNode => ({
  ...{ id, name: id, kind: 'model', status: 'success', message: '', ms: 0, after: [], tests: {} },
  ...change,
});
const run = (...nodes: RunNode[]): RunDetails => ({
  ...{
    runId: 'R',
    kind: 'build',
    command: 'lakehouse build',
    status: 'running',
    startedAt: at(0),
    models: {},
    tests: {},
  },
  ...{ nodes, testResults: [], criticalPath: [], failures: [] },
});

test('a bar tells how long it is, to now where the model is under way, whatever its statements sum to', () => {
  const { bars } = barsOf(
    run(
      node('done', { startedAt: at(0), endedAt: at(4), ms: 9000 }),
      node('going', { startedAt: at(2), status: 'running', ms: 100 }),
    ),
    Date.parse(at(10)),
  );
  expect(bars.map(({ node: { name }, ms }) => [name, Math.round(ms)])).toEqual([
    ['done', 4000],
    ['going', 8000],
  ]);
});

test('of a run whose process is gone the bars end with the last that is known, and nobody says how long it took', () => {
  const gone: RunDetails = {
    ...run(
      node('done', { startedAt: at(0), endedAt: at(4) }),
      node('cut', { startedAt: at(2), status: 'running' }),
    ),
    status: 'interrupted',
  };
  const { bars, span } = barsOf(gone, Date.parse(at(50)));
  expect(span).toBe(4000);
  expect(bars.map(({ ms }) => ms)).toEqual([4000, 2000]);
  expect(durationOf(gone, Date.parse(at(50)))).toBeUndefined();
});

test('the axis goes to the end of the run, also where the last model ended before it', () => {
  const whole = { ...run(node('done', { startedAt: at(0), endedAt: at(4) })), endedAt: at(5) };
  expect(barsOf({ ...whole, status: 'success' }, 0).span).toBe(5000);
});
