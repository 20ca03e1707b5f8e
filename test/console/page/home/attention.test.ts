import type { Graph, GraphNode, Ingest, RunSummary } from '../../../../console/api';
import { mattersOf } from '../../../../console/page/src/home/attention';

const node = (name: string, change: Partial<GraphNode>): GraphNode => ({
  ...{ id: name, name, kind: 'model', layer: 'gold', domain: 'shop', group: '', materialized: 'table' },
  ...{ description: '', tags: [], columns: 0, status: 'fresh' },
  tests: { pass: 0, warn: 0, fail: 0, error: 0, unknown: 0 },
  ...change,
});
const nothing: Ingest = { pipes: [], lag: [], rejections: [], quarantines: [] };
const titles = (...nodes: GraphNode[]): string[] => {
  const graph: Graph = { revision: '1', nodes, edges: [] };
  return mattersOf(graph, nothing, undefined).map(({ title }) => title);
};

test('what failed goes before what was skipped, and that before what is behind', () => {
  const tests = { pass: 3, warn: 0, fail: 1, error: 0, unknown: 0 };
  expect(
    titles(
      node('customers', { status: 'stale', kind: 'source' }),
      node('by_country', { status: 'skipped' }),
      node('sales', { status: 'failed', tests }),
    ),
  ).toEqual([
    '1 test of sales failed',
    '1 model was skipped below a failed one',
    '1 source or model is behind what has arrived',
  ]);
});

test('what was never built is told where other things are built', () => {
  expect(titles(node('sales', { status: 'never' }), node('customers', {}))).toEqual([
    '1 source or model never built',
  ]);
  expect(titles(node('sales', { status: 'never' }))).toEqual([]);
});

test('a failed run tells of models and tests apart, and what is skipped leads to the list of it', () => {
  const run: RunSummary = {
    ...{ runId: 'R', kind: 'build', status: 'error', command: 'lakehouse build', startedAt: '' },
    models: { error: 1, skipped: 2 },
    tests: { pass: 8, fail: 1, error: 1 },
  };
  const graph: Graph = { revision: '1', nodes: [node('by_country', { status: 'skipped' })], edges: [] };
  expect(mattersOf(graph, nothing, run).map(({ detail, href }) => [detail, href])).toEqual([
    ['1 model and 2 tests failed: lakehouse build', '/runs/R'],
    ['by_country', '/lineage?view=list&status=skipped'],
  ]);
});
