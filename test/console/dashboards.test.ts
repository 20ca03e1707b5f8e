import { join } from 'node:path';
import { paths, type Analysis, type AnalysisRows, type Dashboard, type Failure } from '../../console/api';
import {
  extentOf,
  select,
  sum,
  toData,
  undated,
  type Data,
  type Selection,
} from '../../console/page/src/dashboards/aggregate';
import { lastPeriods } from '../../console/page/src/dashboards/range';
import type { Ingest, LakeFile, Page, QuarantinedRows, Quality } from '../../console/api';
import { readProject, readProjectFiles } from '../../engine/project';
import { target } from '../support/projects';
import { run } from '../support/bin/lakehouse';
import { builtDemo } from '../support/built-demo';
import { serveDemo, type ServedDemo } from '../support/console-page/served-demo';

/** The demo's lakehouse under a console: what its pages would be given. */
let demo: ServedDemo;
let analyses: readonly Analysis[];
const answers = new Map<string, AnalysisRows>();

beforeAll(async () => {
  demo = await serveDemo(await builtDemo(), { failing: false });
  analyses = await json<readonly Analysis[]>(paths.analyses);
  for (const { name } of shown()) answers.set(name, await json<AnalysisRows>(paths.analysis(name)));
});
afterAll(() => demo.close());

const get = (path: string): Promise<Response> => fetch(new URL(path, demo.url));

async function json<T>(path: string): Promise<T> {
  const response = await get(path);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

type Shown = Analysis & { readonly dashboard: Dashboard };
const shown = (): readonly Shown[] => analyses.filter((one): one is Shown => one.dashboard !== undefined);

function of(name: string): { readonly data: Data; readonly dashboard: Dashboard } {
  const answer = answers.get(name);
  const dashboard = shown().find((one) => one.name === name)?.dashboard;
  if (!answer || !dashboard) throw new Error(`there is no dashboard ${name}`);
  return { data: toData(answer), dashboard };
}

test('every dashboard has rows, in the columns that its properties describe', () => {
  const kinds: Readonly<Record<string, string>> = { varchar: 'TEXT', number: 'NUMBER', date: 'DATE' };
  const found = shown().map(({ name }) => ({ name, columns: answers.get(name)?.columns }));
  expect(found).toEqual(
    shown().map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({ name: column.name, kind: kinds[column.type ?? ''] })),
    })),
  );
  // Cohorts of fewer than 30 persons are left out, and so small a demo has no others.
  const empty = shown().filter(({ name }) => (answers.get(name)?.rows.length ?? 0) === 0);
  expect(empty.map(({ name }) => name)).toEqual(['olist__cohorts']);
  expect(shown().length).toBeGreaterThan(20);
});

test('dashboards read gold alone', async () => {
  const project = readProject(await readProjectFiles(join(__dirname, '../../sql')), target());
  const gold = new Set<string>(
    project.models.filter(({ tags }) => tags.includes('gold')).map(({ uniqueId }) => uniqueId),
  );
  expect(shown().flatMap(({ reads }) => reads.filter((id) => !gold.has(id)))).toEqual([]);
});

test('every domain has one analysis that the range of its page goes by, and that one has a date', () => {
  const domains = [...new Set(shown().map(({ domain }) => domain))];
  expect(domains).toEqual(['crm_erp', 'events', 'olist', 'retail']);
  const leads = shown().filter(({ dashboard }) => dashboard.page);
  expect(leads.map(({ domain }) => domain)).toEqual(domains);
  expect(leads.every(({ dashboard }) => dashboard.date !== undefined && dashboard.headlines.length > 0)).toBe(
    true,
  );
});

test('every query can be seen as it is sent to Snowflake and as it runs here', () => {
  for (const { sql, localSql } of answers.values()) {
    expect(sql).toMatch(/from LAKEHOUSE\.GOLD_/i);
    expect(localSql).toBeDefined();
    expect(localSql).not.toBe(sql);
  }
});

/** A column of a dashboard, and what gold says in SQL that its sum has to be. */
const identities: readonly (readonly [analysis: string, column: string, gold: string])[] = [
  ['olist__daily_sales', 'gross_revenue', 'select sum(gross_revenue) from gold_olist.daily_sales_summary'],
  ['olist__daily_sales', 'orders', 'select sum(orders) from gold_olist.daily_sales_summary'],
  ['olist__daily_sales', 'item_revenue', 'select sum(delivered_revenue) from gold_olist.category_revenue'],
  [
    'olist__daily_sales',
    'new_customers',
    "select count(distinct customer_key) from gold_olist.fct_orders where order_status = 'delivered'",
  ],
  ['olist__daily_deliveries', 'late_orders', 'select sum(late_orders) from gold_olist.delivery_performance'],
  [
    'olist__daily_deliveries',
    'dated_deliveries',
    'select sum(dated_deliveries) from gold_olist.delivery_performance',
  ],
  [
    'olist__monthly_categories',
    'item_revenue',
    'select sum(delivered_revenue) from gold_olist.category_revenue',
  ],
  [
    'olist__monthly_payments',
    'payment_value',
    "select sum(payment_value) from gold_olist.fct_payments where order_status = 'delivered'",
  ],
  ['olist__segments_by_state', 'persons', 'select count(*) from gold_olist.customer_rfm'],
  ['olist__segments_by_state', 'spent', 'select sum(monetary) from gold_olist.customer_rfm'],
  ['crm_erp__daily_sales', 'sales', 'select sum(sales_amount) from gold_crm_erp.fact_sales'],
  ['crm_erp__daily_sales', 'orders', 'select count(distinct order_number) from gold_crm_erp.fact_sales'],
  [
    'crm_erp__daily_sales',
    'new_customers',
    'select count(distinct customer_key) from gold_crm_erp.fact_sales',
  ],
  ['crm_erp__monthly_products', 'sales', 'select sum(sales_amount) from gold_crm_erp.fact_sales'],
  ['crm_erp__segments_by_country', 'sales', 'select sum(total_sales) from gold_crm_erp.report_customers'],
  ['crm_erp__segments_by_country', 'customers', 'select count(*) from gold_crm_erp.report_customers'],
  ['crm_erp__products', 'sales', 'select sum(total_sales) from gold_crm_erp.report_products'],
  ['events__daily_orders', 'revenue', 'select sum(revenue) from gold_events.fct_orders'],
  ['events__daily_orders', 'orders', 'select count(*) from gold_events.fct_orders'],
  ['events__daily_countries', 'revenue', 'select sum(revenue) from gold_events.fct_orders'],
  ['events__daily_funnel', 'sessions', 'select sum(sessions) from gold_events.funnel_hourly'],
  ['events__daily_hours', 'sessions', 'select sum(sessions) from gold_events.funnel_hourly'],
  ['events__daily_carts', 'abandoned_value', 'select sum(abandoned_value) from gold_events.cart_abandonment'],
  ['events__daily_products', 'line_revenue', 'select sum(revenue) from gold_events.product_performance'],
  ['events__segments_by_country', 'customers', 'select count(*) from gold_events.analytics_customer_summary'],
  ['retail__daily_sales', 'sales_amount', 'select sum(sales_amount) from gold_retail.sales_by_country'],
  ['retail__daily_sales', 'new_customers', 'select count(distinct customer_key) from gold_retail.fct_sales'],
  ['retail__daily_products', 'sales_amount', 'select sum(sales_amount) from gold_retail.top_products'],
  ['retail__activity_by_country', 'customers', 'select count(*) from gold_retail.client_activity'],
];

test('what a page sums is what gold has, to the cent', async () => {
  const select_ = identities.map(([, , sql], at) => `(${sql}) as n${String(at)}`).join(', ');
  const asked = await run(demo.home, 'query', '--json', `select ${select_}`);
  const [gold] = JSON.parse(asked.out) as readonly Record<string, number | string>[];
  const named = (value: (at: number) => number) =>
    identities.map(([analysis, column], at) => [`${analysis}.${column}`, value(at)]);
  const summed = named((at) => {
    const [analysis = '', column = ''] = identities[at] ?? [];
    return sum(of(analysis).data, column);
  });
  expect(summed).toEqual(named((at) => Number(gold?.[`n${String(at)}`])));
  expect(summed.filter(([, value]) => value === 0)).toEqual([]);
});

test('lines without a date are in the whole and in no range', () => {
  const { data, dashboard } = of('crm_erp__daily_sales');
  const extent = extentOf(data, 'order_date');
  const inRange = select(data, dashboard, { range: extent, filters: {} });
  const lost = undated(data, dashboard);
  expect(sum(inRange, 'sales') + sum(lost, 'sales')).toBeCloseTo(sum(data, 'sales'), 6);
});

test('what is downloaded is what the page shows, with its range and its filters', async () => {
  const { data, dashboard } = of('olist__daily_sales');
  const extent = extentOf(data, 'purchase_date');
  const range = extent && lastPeriods(extent, 'month', 6);
  const selection: Selection = { range, filters: { state: ['SP', 'RJ'] } };
  const page = select(data, dashboard, selection);
  const response = await get(
    paths.download('olist__daily_sales', { from: range?.from, to: range?.to, state: ['SP', 'RJ'] }),
  );
  const [head = '', ...lines] = (await response.text()).trimEnd().split('\r\n');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(head).toBe('purchase_date,state,orders,new_customers,items,item_revenue,freight,gross_revenue');
  expect(lines).toEqual(page.rows.map((row) => row.join(',')));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThan(data.rows.length);
});

test.each([
  [
    'olist__daily_sales',
    { stat: 'SP' },
    'LH101 olist__daily_sales has no filter "stat". It has: from, to, state.',
  ],
  ['olist__daily_sales', { from: "x' or 1" }, `LH101 "from" is a date such as 2018-08-31, not "x' or 1".`],
  ['olist__top_sellers', { from: '2018-01-01' }, 'LH101 olist__top_sellers has no filter "from".'],
])('a download of %s by %j is refused with a reason', async (name, filters, message) => {
  const response = await get(paths.download(name, filters));
  expect([response.status, ((await response.json()) as Failure).message]).toEqual([400, message]);
});

test('a filter takes any text as a value', async () => {
  const response = await get(paths.download('olist__daily_sales', { state: ["'; drop table x --"] }));
  expect((await response.text()).trimEnd().split('\r\n')).toHaveLength(1);
});

test('ingest tells of every file, a page at a time', async () => {
  const { pipes, quarantines } = await json<Ingest>(paths.ingest);
  const landed = pipes.reduce((total, pipe) => total + pipe.landed, 0);
  const first = await json<Page<LakeFile>>(paths.files({ limit: 10 }));
  const last = await json<Page<LakeFile>>(paths.files({ offset: landed - 1, limit: 10 }));
  expect([first.total, first.items.length, last.items.length]).toEqual([landed, 10, 1]);
  expect(first.items.every(({ status, loadedAt }) => status === 'LOADED' && loadedAt !== undefined)).toBe(
    true,
  );
  expect(await json<Page<LakeFile>>(paths.files({ status: 'PENDING' }))).toMatchObject({
    total: 0,
    items: [],
  });
  const sales = await json<Page<LakeFile>>(paths.files({ domain: 'retail', dataset: 'sales' }));
  expect(sales.items.map(({ dataset }) => dataset)).toEqual(['sales']);
  const [worst] = [...quarantines].sort((one, other) => other.rows - one.rows);
  const rows = await json<QuarantinedRows>(paths.quarantine(worst?.node ?? '', worst?.reason ?? ''));
  expect(rows.rows).toHaveLength(worst?.rows ?? 0);
  expect((await get(paths.quarantine('model.lakehouse.olist__fct_orders', 'x'))).status).toBe(404);
});

test('quality tells how every test ended last, and of every run by kind and by domain', async () => {
  const { tests, runs, reconciled } = await json<Quality>(paths.quality);
  const [only] = runs;
  const added = (counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {}): number =>
    Object.values(counts)
      .flatMap(Object.values)
      .reduce((total: number, one: number) => total + one, 0);
  expect(tests.filter(({ status }) => status !== 'pass' && status !== 'warn')).toEqual([]);
  expect([added(only?.kinds), added(only?.domains)]).toEqual([tests.length, tests.length]);
  expect(new Set(tests.map(({ domain }) => domain))).toEqual(
    new Set(['crm_erp', 'events', 'olist', 'retail']),
  );
  expect(reconciled.filter(({ differences }) => differences.length > 0)).toEqual([]);
});
