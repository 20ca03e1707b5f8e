import type {
  About,
  ColumnLineage,
  FailingRows,
  Failure,
  Graph,
  NodeDetails,
  Page,
  RunDetails,
  Rows,
  RunSummary,
  SearchResult,
} from '../../../console/api';
import { paths } from '../../../console/api';
import { openConsole, type TestConsole } from '../../support/console';
import type { Small } from '../../support/small-project';

const shop: Small = {
  models: {
    orders: "select 1 as id, 10.5::number(9, 2) as amount, 'x' as note union all select 2, 20, null",
    totals: 'select sum(amount) as total from @orders',
    late: { sql: 'select * from @totals', materialized: 'view' },
  },
  tests: {
    ids_are_small: 'select * from @orders where id > 1',
    totals_are_there: 'select * from @totals where total is null',
  },
};
/** As `shop`, but for a test that lets its rows through. */
const passing: Small = {
  ...shop,
  tests: { ...shop.tests, ids_are_small: 'select * from @orders where id > 2' },
};

let open: TestConsole;
let failed: string;
let passed: string;

beforeAll(async () => {
  open = await openConsole(passing);
  passed = (await open.shop.build(passing)).runId;
  open.use(shop);
  failed = (await open.shop.build(shop)).runId;
});
afterAll(() => open.close());

test('about tells what is served', async () => {
  expect(await open.json<About>(paths.about)).toEqual({
    target: 'local',
    place: '/home/shop',
    project: 'shop',
    version: '1.2.3',
    now: expect.stringMatching(/^2026-01-02T/),
    runs: { allowed: false, reason: 'This console only reads.' },
  });
});

test('the graph has every model with its edges, its tests and what the last run made of it', async () => {
  const { nodes, edges } = await open.json<Graph>(paths.graph);
  const known = nodes.map(({ name, status, reason, rows, tests }) => ({ name, status, reason, rows, tests }));
  const counts = { pass: 0, warn: 0, fail: 0, error: 0, unknown: 0 };
  expect(known).toEqual([
    {
      ...{ name: 'orders', status: 'failed', reason: 'test ids_are_small found 1', rows: 2 },
      tests: { ...counts, fail: 1 },
    },
    {
      ...{ name: 'totals', status: 'fresh', rows: 1 },
      tests: { ...counts, pass: 1 },
    },
    { name: 'late', status: 'fresh', tests: counts },
  ]);
  expect(edges.map(([from, to]) => `${nodes[from]?.name ?? ''} → ${nodes[to]?.name ?? ''}`)).toEqual([
    'orders → totals',
    'totals → late',
  ]);
});

test('an answer that has not changed is not sent again', async () => {
  const first = await open.get(paths.graph);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\//);
  const second = await open.get(paths.graph, { 'if-none-match': etag });
  expect({ status: second.status, body: await second.text() }).toEqual({ status: 304, body: '' });
});

test('a node shows its columns, its SQL, its tests and its runs', async () => {
  const node = await open.json<NodeDetails>(paths.node('model.shop.orders'));
  expect(node).toMatchObject({
    relation: 'LAKEHOUSE.SHOP.ORDERS',
    parents: [],
    children: ['model.shop.totals'],
    columnList: [
      { name: 'id', type: 'NUMBER(38,0)', description: '', tests: [] },
      { name: 'amount', type: expect.stringMatching(/^NUMBER\(\d+,2\)$/) },
      { name: 'note', type: 'VARCHAR' },
    ],
    sql: { compiled: shop.models?.['orders'] },
    testList: [
      {
        name: 'ids_are_small',
        kind: 'singular',
        severity: 'error',
        sql: 'select * from LAKEHOUSE.SHOP.ORDERS where id > 1',
        last: { runId: failed, status: 'fail', failures: 1, message: 'found 1' },
      },
    ],
    history: [
      { runId: failed, status: 'error', message: 'test ids_are_small found 1', tests: { fail: 1 } },
      { runId: passed, status: 'success', rows: 2, tests: { pass: 1 } },
    ],
  });
});

test('a node shows rows of its table', async () => {
  expect(await open.json<Rows>(paths.sample('model.shop.orders', 1))).toEqual({
    columns: [
      { name: 'id', kind: 'NUMBER' },
      { name: 'amount', kind: 'NUMBER' },
      { name: 'note', kind: 'TEXT' },
    ],
    rows: [[1, 10.5, 'x']],
    more: true,
  });
});

test('a column shows where its values come from and go to', async () => {
  expect(await open.json<ColumnLineage>(paths.columns('model.shop.totals', 'total'))).toEqual({
    of: { node: 'model.shop.totals', column: 'TOTAL' },
    edges: [
      {
        from: { node: 'model.shop.orders', column: 'AMOUNT' },
        to: { node: 'model.shop.totals', column: 'TOTAL' },
        via: 'expression',
      },
      {
        from: { node: 'model.shop.totals', column: 'TOTAL' },
        to: { node: 'model.shop.late', column: 'TOTAL' },
        via: 'direct',
      },
    ],
    unknown: [],
  });
  expect((await open.get(paths.columns('model.shop.totals', 'nothing'))).status).toBe(404);
});

test('the rows that a test found are shown, of its newest run or of the one that is asked for', async () => {
  const rows = await open.json<FailingRows>(paths.failingRows('test.shop.ids_are_small'));
  expect(rows).toEqual({
    test: 'test.shop.ids_are_small',
    runId: failed,
    foundAt: expect.stringMatching(/^2026-01-02T/),
    failures: 1,
    columns: [
      { name: 'id', kind: 'NUMBER' },
      { name: 'amount', kind: 'NUMBER' },
      { name: 'note', kind: 'TEXT' },
    ],
    rows: [[2, 20, null]],
    more: false,
  });
  const none = await open.json<FailingRows>(paths.failingRows('test.shop.ids_are_small', passed));
  expect(none.rows).toEqual([]);
  expect((await open.get(paths.failingRows('test.shop.totals_are_there'))).status).toBe(404);
});

test('runs are listed, the newest first and a page at a time', async () => {
  const all = await open.json<Page<RunSummary>>(paths.runs());
  expect(all).toMatchObject({ total: 2, offset: 0 });
  expect(all.items.map(({ runId, status, models }) => ({ runId, status, models }))).toEqual([
    { runId: failed, status: 'error', models: { error: 1, unchanged: 2 } },
    { runId: passed, status: 'success', models: { success: 3 } },
  ]);
  const second = await open.json<Page<RunSummary>>(paths.runs({ offset: 1, limit: 1 }));
  expect({ ...second, items: second.items.map(({ runId }) => runId) }).toEqual({
    total: 2,
    offset: 1,
    items: [passed],
  });
});

test('a run shows what waited for what, what decided how long it took, and what failed with its statement', async () => {
  const good = await open.json<RunDetails>(paths.run(passed));
  expect(good.nodes.map(({ name, status, after }) => ({ name, status, after }))).toEqual([
    { name: 'orders', status: 'success', after: [] },
    { name: 'totals', status: 'success', after: ['model.shop.orders'] },
    { name: 'late', status: 'success', after: ['model.shop.totals'] },
  ]);
  expect(good.criticalPath).toEqual(['model.shop.orders', 'model.shop.totals', 'model.shop.late']);
  expect(good.failures).toEqual([]);

  const bad = await open.json<RunDetails>(paths.run(failed));
  expect(bad.nodes.map(({ name, status, message }) => ({ name, status, message }))).toEqual([
    { name: 'orders', status: 'error', message: 'test ids_are_small found 1' },
    { name: 'totals', status: 'unchanged', message: expect.stringMatching(/^unchanged since 2026/) },
    { name: 'late', status: 'unchanged', message: expect.stringMatching(/^unchanged since 2026/) },
  ]);
  expect(bad.testResults).toMatchObject([
    { name: 'ids_are_small', status: 'fail', failures: 1, nodes: ['model.shop.orders'] },
  ]);
  expect(bad.failures).toMatchObject([
    {
      step: 'test ids_are_small',
      test: 'test.shop.ids_are_small',
      message: 'found 1',
      sql: expect.stringContaining('id > 1'),
    },
  ]);
});

test('search finds nodes and tests by name, the closest first', async () => {
  const found = await open.json<SearchResult[]>(paths.search('tot'));
  expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['model totals', 'test totals_are_there']);
  expect(await open.json<SearchResult[]>(paths.search('   '))).toEqual([]);
});

test.each([
  ['/api/nodes/model.shop.nothing', 'There is no node of that name here.'],
  ['/api/nodes/model.shop.nothing/rows', 'There is no table of that name here.'],
  ['/api/runs/nothing', 'There is no run of that name here.'],
  ['/api/analyses/nothing', 'There is no analysis of that name here.'],
  ['/api/analyses/nothing/rows.csv', 'There is no analysis of that name here.'],
  ['/api/nothing', 'There is nothing under this path.'],
])('what is not there is told as JSON: %s', async (path, message) => {
  const response = await open.get(path);
  expect({ ...((await response.json()) as Failure) }).toEqual({ status: 404, message });
});

test('mistakes in a question have their code', async () => {
  const response = await open.get('/api/runs?limit=many');
  expect(await response.json()).toEqual({
    status: 400,
    code: 'LH101',
    message: 'LH101 "limit" is a whole number, not "many".',
  });
});

test('places of the page are the page, files that it has not are not', async () => {
  for (const path of ['/', '/runs/R1', '/lineage/model.shop.orders']) {
    const response = await open.get(path, { accept: 'text/html' });
    expect(await response.text()).toContain('<title>Lakehouse</title>');
  }
  const script = await open.get('/assets/a-1.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await open.get('/assets/a-1.js', { 'if-none-match': '"script"' })).status).toBe(304);
  expect((await open.get('/assets/a-2.js')).status).toBe(404);
});

test('nothing of all this went wrong by our own fault', () => {
  expect(open.defects).toEqual([]);
});
