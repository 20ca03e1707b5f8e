import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtDemo, DEMO_SIZE } from '../support/built-demo';
import { buildJson, json, namesWith, run, start, value, type BuildJson } from '../support/bin/lakehouse';
import { temporaryHomes } from '../support/local/temporary-home';

const homes = temporaryHomes();
const kept = temporaryHomes();
/** A test that changes something does so in a copy of its own. */
let template: string;
/** For those that only ask. */
let demo: string;

beforeAll(async () => {
  template = await builtDemo();
  demo = kept.copyOf(template);
});
const datasetsOfDemo = [
  ...['cust_az12', 'cust_info', 'loc_a101', 'prd_info', 'px_cat_g1v2', 'sales_details'].map(
    (dataset) => `crm_erp.${dataset}`,
  ),
  'events.events',
  ...['category_translation', 'customers', 'geolocation', 'order_items', 'orders', 'payments'].map(
    (dataset) => `olist.${dataset}`,
  ),
  ...['products', 'reviews', 'sellers'].map((dataset) => `olist.${dataset}`),
  ...['customers', 'products', 'sales'].map((dataset) => `retail.${dataset}`),
];
/** How the demo makes its events. */
const demoStream = [
  ...['--sessions', String(DEMO_SIZE * 1.5), '--days', '1', '--trouble'],
  'duplicates=0.01,out_of_order=0.02,malformed=0.002,future=0.002,unknown=0.002',
];
const orphan = JSON.stringify({
  ...{ sale_id: 4711, customer_id: 987654, product_id: 1, quantity: 1, sale_date: '2025-01-02' },
});

afterEach(() => homes.remove());
afterAll(() => kept.remove());

/** Ingests one file of a domain, made from the generated one. */
async function send(
  home: string,
  domain: string,
  path: string,
  change: (text: string) => string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lh-e2e-file-'));
  const text = change(readFileSync(join(template, 'input', domain, path), 'utf8'));
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  const sent = await json<{ uploaded: number }>(home, 'ingest', domain, folder);
  expect(sent.uploaded).toBe(1);
}

interface Stages {
  readonly domain: string;
  readonly dataset: string;
  readonly files_in_lake: number;
  readonly files_in_ledger: number;
  readonly rows_in_files: number;
  readonly rows_loaded: number;
  readonly rows_rejected: number;
  readonly rows_in_bronze: number;
  readonly bronze_rows: number;
  readonly records: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly quarantined: number;
}

interface EventsJson {
  readonly books: {
    readonly events: number;
    readonly lines: { readonly total: number; readonly duplicates: number };
    readonly fulfilled: { readonly revenue_cents: number };
  };
  readonly objects: { readonly written: number };
}

interface DomainLag {
  readonly domain: string;
  readonly layers: readonly { readonly layer: string; readonly lag_seconds: number | null }[];
}

/** Models with a relation of their own that read a source, directly or not. */
function descendants(home: string, source: string): string[] {
  const { child_map, nodes } = JSON.parse(readFileSync(join(home, 'target/manifest.json'), 'utf8')) as {
    child_map: Record<string, string[]>;
    nodes: Record<string, { name: string; resource_type: string; config: { materialized: string } }>;
  };
  const seen = new Set([source]);
  for (const id of seen) for (const child of child_map[id] ?? []) seen.add(child);
  return [...seen].flatMap((id) => {
    const node = nodes[id];
    const isBuilt = node?.resource_type === 'model' && node.config.materialized !== 'ephemeral';
    return isBuilt ? [node.name] : [];
  });
}

test('a second demo finds everything done, and the queries that it proposes have answers', async () => {
  const home = homes.copyOf(template);
  const { status, out, err } = await run(home, 'demo', '--size', String(DEMO_SIZE), '--no-serve');
  expect(status).toBe(0);
  expect(err).toContain('0 models, 0 tests');
  expect(out).toMatch(/^18 files \(.+\) generated, 0 of them new to the lake$/m);
  expect(out).toMatch(/^[\d,]+ lines of events streamed in \d+ objects, 0 of them new to the lake$/m);
  for (const domain of ['crm_erp', 'events', 'olist', 'retail'])
    expect(out).toMatch(new RegExp(`${domain} +gold +\\d+ +[1-9]`));
  expect(out).toMatch(/together +\d/);
  const queries = [...out.matchAll(/npx lakehouse query "(.+)"/g)].map(([, sql]) => sql ?? '');
  expect(queries).toHaveLength(5);
  for (const sql of queries) expect((await json<unknown[]>(home, 'query', sql)).length).toBeGreaterThan(0);

  const { build, ...ended } = await buildJson(home);
  expect({ ...ended, of: build.status, tests: build.tests }).toEqual({ status: 0, of: 'success', tests: [] });
  expect(build.results.length).toBeGreaterThan(100);
  expect(namesWith(build, 'unchanged')).toHaveLength(build.results.length);
});

test('after the demo every row of all domains is somewhere, and no layer is behind another', async () => {
  const datasets = await json<Stages[]>(demo, 'reconcile');
  expect(datasets.map(({ domain, dataset }) => `${domain}.${dataset}`).sort()).toEqual(datasetsOfDemo);
  for (const one of datasets) {
    expect(one).toMatchObject({ differences: [], files_pending: 0, files_in_lake: one.files_in_ledger });
    expect(one.rows_in_files).toBe(one.rows_loaded + one.rows_rejected);
    expect(one.rows_in_bronze).toBe(one.bronze_rows);
    const { accepted, duplicates, superseded, quarantined } = one;
    expect(accepted + duplicates + superseded + quarantined).toBe(one.records);
  }
  // The demo's stream is made again from its seed: what came of it is what its books say.
  const made = await json<EventsJson>(
    demo,
    'generate',
    'events',
    '--out',
    join(demo, 'again'),
    ...demoStream,
  );
  const { events, lines } = made.books;
  expect(datasets.find(({ dataset }) => dataset === 'events')).toMatchObject({
    files_in_lake: made.objects.written,
    rows_in_files: lines.total,
    accepted: events,
    duplicates: lines.duplicates,
    quarantined: lines.total - events - lines.duplicates,
  });
  const revenue = await value(demo, 'select sum(revenue) from gold_events.fct_orders');
  expect(Math.round(Number(revenue) * 100)).toBe(made.books.fulfilled.revenue_cents);

  const { lag } = await json<{ lag: DomainLag[] }>(demo, 'status');
  expect(lag.map(({ domain }) => domain).sort()).toEqual(['crm_erp', 'events', 'olist', 'retail']);
  for (const { layers } of lag)
    expect(layers.map((one) => [one.layer, one.lag_seconds])).toEqual([
      ['landed', 0],
      ['bronze', 0],
      ['gold', 0],
    ]);
});

test('generated files go from ingest over pipe and build to gold', async () => {
  const home = homes.make();
  await json(home, 'generate', 'retail', '--out', join(home, 'made'), '--size', '40');
  const ingest = () =>
    json<{ uploaded: number; files: unknown[] }>(home, 'ingest', 'retail', join(home, 'made'));
  expect((await ingest()).uploaded).toBe(3);
  const again = await ingest();
  expect([again.uploaded, again.files.length]).toEqual([0, 3]);
  const loaded = await json<{ loads: { status: string }[] }>(home, 'pipe');
  expect(loaded.loads.map(({ status }) => status)).toEqual(Array(3).fill('LOADED'));
  const { status, build } = await buildJson(home, '--select', 'tag:retail');
  expect({ status, failed: namesWith(build, 'error') }).toEqual({ status: 0, failed: [] });
  expect(await value(home, 'select count(*) from gold_retail.dim_products')).toBeGreaterThan(0);
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('a file runs what descends from it and nothing else; its broken row is kept; reconcile says where it waits', async () => {
  const home = homes.copyOf(template);
  const before = Number(await value(home, 'select count(*) from gold_olist.dim_sellers'));
  await send(
    home,
    'olist',
    'olist_sellers_dataset.csv',
    (text) => `${text}aaaabbbbccccddddaaaabbbbccccdddd,"01001",sao paulo,SP\n"broken"quote,"1",x,SP\n`,
  );
  const waiting = await run(home, 'reconcile');
  expect(waiting.status).toBe(1);
  expect(waiting.err).toContain(
    'olist.sellers: 1 of 2 files in the lake are not loaded: run lakehouse pipe\n',
  );
  expect((await run(home, 'pipe')).status).toBe(0);
  const behind = await run(home, 'reconcile');
  expect(behind.status).toBe(1);
  expect(behind.err).toMatch(
    /^olist\.sellers: silver was built of \d+ rows and bronze has \d+: run lakehouse build\n$/,
  );
  const { lag } = await json<{ lag: DomainLag[] }>(home, 'status');
  const gold = lag.find(({ domain }) => domain === 'olist')?.layers.at(-1);
  expect(gold?.lag_seconds).toBeGreaterThan(0);

  const planned = await json<{ units: { models: { name: string }[] }[] }>(home, 'plan');
  const names = planned.units.flatMap(({ models }) => models.map(({ name }) => name));
  const { status, build } = await buildJson(home);
  expect({ status, failed: namesWith(build, 'error') }).toEqual({ status: 0, failed: [] });
  expect(namesWith(build, 'success').sort()).toEqual(names.sort());
  expect(names.sort()).toEqual(descendants(home, 'source.lakehouse.olist.sellers').sort());
  expect(await value(home, 'select count(*) from gold_olist.dim_sellers')).toBe(before + 1);
  const { rejected } = await json<{ rejected: { dataset: string; rows: number }[] }>(home, 'status');
  expect(rejected).toEqual([expect.objectContaining({ domain: 'olist', dataset: 'sellers', rows: 1 })]);
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('a negative price is set aside, and gold goes on without it', async () => {
  const home = homes.copyOf(template);
  const before = await value(home, 'select sum(current_price) from gold_retail.top_products');
  await send(
    home,
    'retail',
    'products.csv',
    (text) => `${text.split('\n')[0]}\n1,bright tripod,Home,-5.00\n`,
  );
  const { status } = await buildJson(home);
  expect(status).toBe(0);
  expect(await value(home, 'select sum(current_price) from gold_retail.top_products')).toBe(before);
  const { quarantined } = await json<{ quarantined: { model: string; rows: number; unresolved: number }[] }>(
    home,
    'status',
  );
  expect(quarantined).toContainEqual(
    expect.objectContaining({ model: 'retail__stg_products__quarantine', rows: 2, unresolved: 0 }),
  );
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('an orphan stops the tables that it would spoil: gold serves what it had, the failing row is kept', async () => {
  const home = homes.copyOf(template);
  const sales = Number(await value(home, 'select count(*) from gold_retail.fct_sales'));
  await send(home, 'retail', 'sales.json', () => orphan);
  const { status, build } = await buildJson(home);
  expect({ status, of: build.status }).toEqual({ status: 1, of: 'error' });
  expect(build.tests.filter((one) => one.status === 'fail')).not.toEqual([]);
  expect(namesWith(build, 'skipped')).not.toEqual([]);
  expect(await value(home, 'select count(*) from gold_retail.fct_sales')).toBe(sales);
  expect(await value(home, 'select count(*) from audit.failing_rows')).toBeGreaterThan(0);
  const found = await json<{ failed_tests: { status: string }[] }>(home, 'status');
  expect(found.failed_tests.map((one) => one.status)).toContain('fail');
  expect((await run(home, 'build')).status).toBe(1);
});

test('while a build is at work a second one is told so, and queries are answered', async () => {
  const home = homes.copyOf(template);
  const count = 'select count(*) from gold_olist.fct_orders';
  const first = start(home, 'build', '--select', 'tag:olist', '--full-refresh', '--threads', '1');
  await first.wrote('Run ');
  const [second, orders] = await Promise.all([run(home, 'build', '--no-pipe'), value(home, count)]);
  expect(second.status).toBe(1);
  expect(second.err).toContain(
    `LH701 "lakehouse build --select tag:olist --full-refresh" (process ${first.process.pid} on `,
  );
  expect(orders).toBeGreaterThan(0);
  expect((await first.ended).status).toBe(0);
  expect(await value(home, count)).toBe(orders);
});

test('tests can be run on what is live', async () => {
  const { status, out } = await run(demo, 'test', '--select', 'olist__fct_orders');
  const tested = JSON.parse(out) as BuildJson;
  expect(status).toBe(0);
  expect(tested.tests.length).toBeGreaterThan(3);
  expect(tested.tests.filter((one) => one.status !== 'pass')).toEqual([]);
});

test('query answers in JSON with lower-case names, VARIANT as JSON, and limits what it reads', async () => {
  const rows = await json(
    demo,
    'query',
    `select 1 as N, parse_json('{"a":[1]}') as V, null as "Quoted", 'x' as S`,
  );
  expect(rows).toEqual([{ n: 1, v: { a: [1] }, quoted: null, s: 'x' }]);
  expect(
    await json(demo, 'query', 'select order_id from gold_olist.fct_orders', '--limit', '3'),
  ).toHaveLength(3);
  const wrong = await run(demo, 'query', 'select * from gold_olist.fct_ordres');
  expect(wrong.status).toBe(1);
  expect(wrong.err).toContain('LH5');
});
