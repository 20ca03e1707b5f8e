import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  paths,
  type About,
  type Analysis,
  type Graph,
  type Ingest,
  type NodeDetails,
  type Quality,
  type Reconciled,
  type RunDetails,
  type Started,
} from '../../console/api';
import { run, start, type Running } from '../support/bin/lakehouse';
import { temporaryHomes, until } from '../support/local/temporary-home';

const homes = temporaryHomes();
const RETAIL = 'tag:retail';
let home: string;
let running: Running;
let url: string;

beforeAll(async () => {
  home = homes.make();
  const input = join(home, 'input');
  for (const argv of [
    ['generate', 'retail', '--out', input, '--size', '40'],
    ['ingest', 'retail', input],
  ]) {
    const { status, err } = await run(home, ...argv);
    if (status !== 0) throw new Error(err);
  }
  running = start(home, 'console', '--allow-run', '--port', '0', '--json');
  ({ url } = JSON.parse(await running.answered()) as { url: string });
});
afterAll(() => homes.remove());

async function get<T>(path: string): Promise<T> {
  const response = await fetch(new URL(path, url));
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function materialise(select: readonly string[]): Promise<RunDetails> {
  const { token = '' } = await get<About>(paths.about);
  const response = await fetch(new URL(paths.runs(), url), {
    method: 'POST',
    headers: { 'x-lakehouse-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({ select, exclude: [], fullRefresh: false }),
  });
  if (response.status !== 202) throw new Error(await response.text());
  const { runId = '' } = (await response.json()) as Started;
  await until(async () => (await get<RunDetails>(paths.run(runId))).endedAt !== undefined);
  return get<RunDetails>(paths.run(runId));
}

const retail = (graph: Graph) => graph.nodes.filter(({ domain }) => domain === 'retail');

test('a lakehouse is seen as it stands, and builds what the page asks for', async () => {
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<script type="module"');

  const before = await get<Graph>(paths.graph);
  expect(before.nodes.length).toBeGreaterThan(120);
  expect(new Set(before.nodes.map(({ status }) => status))).toEqual(new Set(['never', 'stale']));
  const waiting = retail(before).filter(({ status }) => status === 'stale');
  expect(waiting.map(({ name, reason }) => `${name}: ${reason ?? ''}`)).toEqual([
    'retail.customers: 1 of its files are not loaded yet',
    'retail.products: 1 of its files are not loaded yet',
    'retail.sales: 1 of its files are not loaded yet',
  ]);

  const built = await materialise([RETAIL]);
  expect({ status: built.status, command: built.command }).toEqual({
    status: 'success',
    command: 'lakehouse console',
  });
  expect(new Set(built.nodes.map(({ status }) => status))).toEqual(new Set(['success']));
  expect(built.criticalPath.length).toBeGreaterThan(2);
  expect(new Set(retail(await get<Graph>(paths.graph)).map(({ status }) => status))).toEqual(
    new Set(['fresh']),
  );
});

test('every page has its data, of real tables', async () => {
  const sales = await get<NodeDetails>(paths.node('model.lakehouse.retail__fct_sales'));
  expect(sales).toMatchObject({
    status: 'fresh',
    layer: 'gold',
    domain: 'retail',
    grain: expect.any(String),
  });
  expect(sales.rows).toBeGreaterThan(0);
  expect(sales.sql?.local).toContain('LAKEHOUSE.SILVER_RETAIL.');
  expect(sales.columnList.every(({ type }) => type !== undefined)).toBe(true);
  expect(sales.testList.every(({ last }) => last?.status === 'pass')).toBe(true);
  expect(sales.files).toMatchObject({ files: 2, pending: 0 });

  const ingest = await get<Ingest>(paths.ingest);
  const loaded = ingest.pipes.filter(({ domain }) => domain === 'retail');
  expect(
    loaded.map(({ dataset, landed, loaded: files, pending }) => [dataset, landed, files, pending]),
  ).toEqual([
    ['customers', 1, 1, 0],
    ['products', 1, 1, 0],
    ['sales', 1, 1, 0],
  ]);
  const reconciled = await get<Reconciled[]>(paths.reconcile);
  expect(
    reconciled.filter(({ domain }) => domain === 'retail').flatMap(({ differences }) => differences),
  ).toEqual([]);
  const quality = await get<Quality>(paths.quality);
  expect(quality.runs).toHaveLength(1);

  const analyses = await get<Analysis[]>(paths.analyses);
  const ready = analyses.filter((one) => one.ready && one.domain === 'retail');
  expect(ready.length).toBeGreaterThan(0);
  for (const { name, dashboard } of ready) {
    const { rows } = await get<{ rows: readonly unknown[] }>(paths.analysis(name));
    if (dashboard) expect({ name, isEmpty: rows.length === 0 }).toEqual({ name, isEmpty: false });
    const file = await (await fetch(new URL(paths.download(name), url))).text();
    expect(file.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
  }
});

test('a file that arrives while somebody watches is told of at once', async () => {
  const { body } = await fetch(new URL(paths.live, url));
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  expect(first?.value).toContain('event: state');
  const folder = join(home, 'input');
  for (const file of readdirSync(folder)) if (file.endsWith('.csv')) appendFileSync(join(folder, file), '\n');
  const { status, err } = await run(home, 'ingest', 'retail', folder);
  expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' });
  const second = await reader?.read();
  expect(second?.value).toContain('event: state');
  expect(second?.value).not.toBe(first?.value);
  await reader?.cancel();
  const stale = retail(await get<Graph>(paths.graph)).filter(({ status: how }) => how === 'stale');
  expect(stale.length).toBeGreaterThan(0);
});

test('a selection that names nothing is refused before anything runs', async () => {
  await expect(materialise(['retail__nothing_of_that_name'])).rejects.toThrow('LH4');
});

test('Ctrl-C ends it, also while somebody listens', async () => {
  const listening = await fetch(new URL(paths.live, url));
  running.process.kill('SIGINT');
  const { status, err } = await running.ended;
  expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' });
  await listening.text().catch(() => undefined);
});
