import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json, namesWith, run, start, value, type BuildJson } from '../support/bin/lakehouse';
import { isAlive, ownerOf, temporaryHomes, until } from '../support/local/temporary-home';

jest.setTimeout(180_000);

const homes = temporaryHomes();
/** Built once; every test works on a copy of its own. */
const template = join(mkdtempSync(join(tmpdir(), 'lh-e2e-')), 'home');

beforeAll(async () => {
  const { status, err } = await run(template, 'demo', '--size', '120', '--no-serve');
  if (status !== 0) throw new Error(err);
  await stopOwner(template);
});
afterEach(() => homes.remove());
afterAll(() => rmSync(template, { recursive: true, force: true }));

async function stopOwner(home: string): Promise<void> {
  const owner = ownerOf(home);
  if (owner === undefined) return;
  process.kill(owner, 'SIGTERM');
  await until(() => !isAlive(owner));
}

function copyOfTemplate(): string {
  const home = homes.make();
  cpSync(template, home, { recursive: true });
  return home;
}

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

const buildJson = async (
  home: string,
  ...argv: string[]
): Promise<{ status: number | null; build: BuildJson }> => {
  const { status, out, err } = await run(home, 'build', ...argv);
  if (out === '') throw new Error(err);
  return { status, build: JSON.parse(out) as BuildJson };
};

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

test('a second demo finds everything done', async () => {
  const { status, out, err } = await run(copyOfTemplate(), 'demo', '--size', '120', '--no-serve');
  expect(status).toBe(0);
  expect(err).toContain('0 models, 0 tests');
  expect(out).toContain('15 files');
  expect(out).toContain('0 of them new to the lake');
  expect(out).toMatch(/crm_erp +gold +\d+ +\d+/);
  expect(out).toMatch(/together +\d/);
});

test('the queries that the demo proposes have answers', async () => {
  const home = copyOfTemplate();
  const { out } = await run(home, 'demo', '--size', '120', '--no-serve');
  const queries = [...out.matchAll(/npx lakehouse query "(.+)"/g)].map(([, sql]) => sql ?? '');
  expect(queries).toHaveLength(3);
  for (const sql of queries) expect((await json<unknown[]>(home, 'query', sql)).length).toBeGreaterThan(0);
});

test('a second build runs no model and no test', async () => {
  const { status, build } = await buildJson(copyOfTemplate());
  expect({ status, of: build.status, tests: build.tests }).toEqual({ status: 0, of: 'success', tests: [] });
  expect(build.results.length).toBeGreaterThan(50);
  expect(namesWith(build, 'unchanged')).toHaveLength(build.results.length);
});

test('generated files go from ingest over pipe and build to gold, and every row is accounted for', async () => {
  const home = homes.make();
  await json(home, 'generate', 'olist', '--out', join(home, 'made'), '--size', '40');
  const sent = await json<{ uploaded: number }>(home, 'ingest', 'olist', join(home, 'made'));
  expect(sent.uploaded).toBe(9);
  const again = await json<{ uploaded: number; files: unknown[] }>(
    home,
    'ingest',
    'olist',
    join(home, 'made'),
  );
  expect([again.uploaded, again.files.length]).toEqual([0, 9]);
  const loaded = await json<{ loads: { status: string }[] }>(home, 'pipe');
  expect(loaded.loads.map(({ status }) => status)).toEqual(Array(9).fill('LOADED'));
  const { status, build } = await buildJson(home, '--select', 'tag:olist');
  expect({ status, failed: namesWith(build, 'error') }).toEqual({ status: 0, failed: [] });
  expect(await value(home, 'select count(*) from gold_olist.fct_orders')).toBe(40);
  const datasets = await json<{ domain: string; differences: string[] }[]>(home, 'reconcile');
  expect(datasets.map(({ differences }) => differences)).toEqual(Array(datasets.length).fill([]));
});

test('a new file runs what descends from it and nothing else', async () => {
  const home = copyOfTemplate();
  await send(
    home,
    'olist',
    'olist_sellers_dataset.csv',
    (text) => `${text}aaaabbbbccccddddaaaabbbbccccdddd,"01001",sao paulo,SP\n`,
  );
  const before = Number(await value(home, 'select count(*) from gold_olist.dim_sellers'));
  const { status, build } = await buildJson(home);
  expect({ status, failed: namesWith(build, 'error') }).toEqual({ status: 0, failed: [] });
  expect(namesWith(build, 'success').sort()).toEqual(
    descendants(home, 'source.lakehouse.olist.sellers').sort(),
  );
  expect(await value(home, 'select count(*) from gold_olist.dim_sellers')).toBe(before + 1);
});

test('a negative price is set aside, and gold goes on without it', async () => {
  const home = copyOfTemplate();
  const before = await value(home, 'select sum(price) from gold_olist.fct_order_items');
  await send(home, 'olist', 'olist_order_items_dataset.csv', (text) => {
    const [order] = text.split('\n')[1]?.split(',') ?? [];
    return `${text}${order},99,${text.split('\n')[1]?.split(',').slice(2, 5).join(',')},-5.00,1.00\n`;
  });
  const { status } = await buildJson(home);
  expect(status).toBe(0);
  expect(await value(home, 'select sum(price) from gold_olist.fct_order_items')).toBe(before);
  const { quarantined } = await json<{ quarantined: { model: string; rows: number; unresolved: number }[] }>(
    home,
    'status',
  );
  expect(quarantined).toContainEqual(
    expect.objectContaining({ model: 'olist__stg_order_items__quarantine', rows: 1, unresolved: 1 }),
  );
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('an orphan stops the tables that it would spoil: gold serves what it had, the failing row is kept', async () => {
  const home = copyOfTemplate();
  const items = Number(await value(home, 'select count(*) from gold_olist.fct_order_items'));
  await send(home, 'olist', 'olist_order_items_dataset.csv', (text) => {
    const cells = text.split('\n')[1]?.split(',').slice(1).join(',');
    return `${text}ffffeeeeddddccccffffeeeeddddcccc,${cells}\n`;
  });
  const { status, build } = await buildJson(home);
  expect({ status, of: build.status }).toEqual({ status: 1, of: 'error' });
  expect(build.tests.filter((one) => one.status === 'fail')).not.toEqual([]);
  expect(namesWith(build, 'skipped')).not.toEqual([]);
  expect(await value(home, 'select count(*) from gold_olist.fct_order_items')).toBe(items);
  expect(await value(home, 'select count(*) from audit.failing_rows')).toBeGreaterThan(0);
  const found = await json<{ failed_tests: { status: string }[] }>(home, 'status');
  expect(found.failed_tests.map((one) => one.status)).toContain('fail');
  expect((await run(home, 'build')).status).toBe(1);
});

test('rows that cannot be read are kept with their reason, and the others of their file load', async () => {
  const home = copyOfTemplate();
  await send(home, 'olist', 'olist_sellers_dataset.csv', (text) => `${text}"broken"quote,"1",x,SP\n`);
  expect((await buildJson(home)).status).toBe(0);
  const { rejected } = await json<{ rejected: { dataset: string; rows: number }[] }>(home, 'status');
  expect(rejected).toEqual([expect.objectContaining({ domain: 'olist', dataset: 'sellers', rows: 1 })]);
  expect((await run(home, 'reconcile')).status).toBe(0);
});

test('reconcile fails while a file waits, and says so', async () => {
  const home = copyOfTemplate();
  await send(
    home,
    'olist',
    'olist_sellers_dataset.csv',
    (text) => `${text}aaaabbbbccccddddaaaabbbbccccdddd,"01001",x,SP\n`,
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
});

test('a build that was killed goes on where it was', async () => {
  const home = homes.make();
  cpSync(join(template, 'input'), join(home, 'input'), { recursive: true });
  for (const domain of ['olist', 'crm_erp']) await json(home, 'ingest', domain, join(home, 'input', domain));
  const killed = start(home, 'build');
  await killed.wrote('ok      olist__stg_');
  killed.process.kill('SIGKILL');
  await killed.ended;
  const { status, err } = await run(home, 'build');
  expect(err).toContain('which was interrupted, goes on');
  expect(status).toBe(0);
  const { build } = await buildJson(home);
  expect(namesWith(build, 'unchanged')).toHaveLength(build.results.length);
  expect(await value(home, 'select count(*) from gold_olist.fct_orders')).toBe(120);
});

test('a killed owner costs a build its run, and the next build makes it good', async () => {
  const home = homes.make();
  cpSync(join(template, 'input'), join(home, 'input'), { recursive: true });
  await json(home, 'ingest', 'crm_erp', join(home, 'input/crm_erp'));
  const running = start(home, 'build', '--select', 'tag:crm_erp');
  await running.wrote('ok      crm_erp__');
  const owner = ownerOf(home);
  if (owner === undefined) throw new Error('no owner');
  process.kill(owner, 'SIGKILL');
  expect((await running.ended).status).toBe(1);
  expect((await run(home, 'build', '--select', 'tag:crm_erp')).status).toBe(0);
  expect(await value(home, 'select count(*) from gold_crm_erp.fact_sales')).toBe(180);
});

test('Ctrl-C ends a build in good order, and the next one goes on', async () => {
  const home = homes.make();
  cpSync(join(template, 'input'), join(home, 'input'), { recursive: true });
  await json(home, 'ingest', 'crm_erp', join(home, 'input/crm_erp'));
  const stopped = start(home, 'build', '--select', 'tag:crm_erp');
  await stopped.wrote('ok      crm_erp__');
  stopped.process.kill('SIGINT');
  const { status, out, err } = await stopped.ended;
  expect(err).toContain('Stopping when the statements under way are through.');
  expect({ status, of: (JSON.parse(out) as BuildJson).status }).toEqual({ status: 1, of: 'stopped' });
  expect((await run(home, 'build', '--select', 'tag:crm_erp')).status).toBe(0);
});

test('a second run is told who is at work', async () => {
  const home = homes.make();
  cpSync(join(template, 'input'), join(home, 'input'), { recursive: true });
  await json(home, 'ingest', 'crm_erp', join(home, 'input/crm_erp'));
  const first = start(home, 'build', '--select', 'tag:crm_erp');
  await first.wrote('ok      crm_erp__');
  const second = await run(home, 'build', '--select', 'tag:crm_erp', '--no-pipe');
  expect(second.status).toBe(1);
  expect(second.err).toContain(`LH701 "lakehouse build" (process ${first.process.pid} on `);
  expect((await first.ended).status).toBe(0);
});

test('queries are answered while a build is at work', async () => {
  const home = copyOfTemplate();
  const building = start(home, 'build', '--full-refresh', '--select', 'tag:crm_erp');
  await building.wrote('Run ');
  expect(await value(home, 'select count(*) from gold_crm_erp.fact_sales')).toBe(180);
  expect((await building.ended).status).toBe(0);
});

test('plan says what a build would do, and does nothing', async () => {
  const home = copyOfTemplate();
  await send(
    home,
    'olist',
    'olist_sellers_dataset.csv',
    (text) => `${text}aaaabbbbccccddddaaaabbbbccccdddd,"01001",x,SP\n`,
  );
  expect((await run(home, 'pipe')).status).toBe(0);
  const planned = await json<{ units: { models: { name: string }[] }[] }>(home, 'plan');
  const names = planned.units.flatMap(({ models }) => models.map(({ name }) => name));
  const { build } = await buildJson(home);
  expect(namesWith(build, 'success').sort()).toEqual(names.sort());
});

test('tests can be run on what is live', async () => {
  const { status, out } = await run(copyOfTemplate(), 'test', '--select', 'olist__fct_orders');
  const tested = JSON.parse(out) as BuildJson;
  expect(status).toBe(0);
  expect(tested.tests.length).toBeGreaterThan(3);
  expect(tested.tests.filter((one) => one.status !== 'pass')).toEqual([]);
});

test('query answers in JSON with lower-case names, VARIANT as JSON, and limits what it reads', async () => {
  const home = copyOfTemplate();
  const rows = await json(
    home,
    'query',
    `select 1 as N, parse_json('{"a":[1]}') as V, null as "Quoted", 'x' as S`,
  );
  expect(rows).toEqual([{ n: 1, v: { a: [1] }, quoted: null, s: 'x' }]);
  expect(
    await json(home, 'query', 'select order_id from gold_olist.fct_orders', '--limit', '3'),
  ).toHaveLength(3);
  const wrong = await run(home, 'query', 'select * from gold_olist.fct_ordres');
  expect(wrong.status).toBe(1);
  expect(wrong.err).toContain('LH5');
});
