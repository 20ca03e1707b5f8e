import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { builtDemo } from '../../support/built-demo';
import { chromiumPath, launch, visit, type Visit } from '../../support/console-page/chromium';
import { FAILING_TEST, serveDemo, type ServedDemo } from '../../support/console-page/served-demo';
import { until } from '../../support/local/temporary-home';
import { pages } from './pages';

// A word in the test's name, so that a skip is seen: Debian's package is called chromium.
const described = chromiumPath === undefined ? describe.skip : describe;

described('the console in Chromium', () => {
  let demo: ServedDemo;
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    demo = await serveDemo(await builtDemo(), { failing: true });
    browser = await launch(chromiumPath ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await demo.close();
  });
  beforeEach(async () => {
    visited = await visit(browser, demo.url);
    page = visited.page;
  });
  afterEach(async () => {
    await visited.context.close();
    expect(visited.complaints).toEqual([]);
  });

  it('opens on what needs attention, and leads to the rows of a failed test', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByRole('link', { name: '1 test of retail__fct_sales failed' }).click();
    await page.getByRole('heading', { name: 'retail__fct_sales' }).waitFor();
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.locator('summary', { hasText: FAILING_TEST }).click();
    const kept = page.getByRole('region', { name: 'Rows that the test found' });
    await kept.getByRole('button', { name: 'quantity' }).waitFor();
    const quantities = await kept.locator('tbody tr td:nth-child(3)').allTextContents();
    expect(quantities.length).toBeGreaterThan(0);
    expect(quantities.every((quantity) => Number(quantity) > 1)).toBe(true);
  });

  it('finds a model, follows its lineage and reads its SQL', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Lineage' }).first().click();
    await page.getByRole('searchbox', { name: 'Find by name or description' }).fill('olist dim_customers');
    await page
      .getByRole('list', { name: 'Matches' })
      .getByRole('button', { name: 'olist__dim_customers' })
      .click();
    const panel = page.getByRole('complementary', { name: 'Chosen node' });
    await panel.getByText('customer_unique_id, the person').waitFor();
    await panel.getByRole('button', { name: 'Only its lineage' }).click();
    await page.getByRole('searchbox').fill('');
    await page.locator('.asset', { hasText: 'stg_orders' }).first().waitFor();
    expect(await page.locator('.asset', { hasText: 'fct_payments' }).count()).toBe(0);
    await page.getByLabel('Descendants').selectOption('0');
    await page.locator('.asset', { hasText: 'top_customers' }).waitFor({ state: 'detached' });

    await panel.getByRole('tab', { name: /^SQL/ }).click();
    await panel.getByRole('button', { name: 'DuckDB' }).click();
    await panel.getByRole('region', { name: /SQL of olist__dim_customers, local/ }).waitFor();
  });

  it('follows a column through the models', async () => {
    await page.goto(`/lineage?node=${encodeURIComponent('model.lakehouse.olist__dim_customers')}`);
    const panel = page.getByRole('complementary', { name: 'Chosen node' });
    await panel.getByRole('tab', { name: /^Columns/ }).click();
    await panel.getByRole('button', { name: /^customer_unique_id/ }).click();
    await page.locator('.table-card-column[data-chosen]', { hasText: 'customer_unique_id' }).waitFor();
    expect(await page.locator('.table-card').count()).toBeGreaterThan(1);
  });

  it('finds a model by the keyboard from any page', async () => {
    await page.goto('/runs');
    await page.getByRole('region', { name: 'Runs' }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /^Find models/ }).fill('retail__dim_products_history');
    await page.getByRole('option', { name: /^model retail__dim_products_history/ }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary')
      .getByRole('heading', { name: 'retail__dim_products_history' })
      .waitFor();
  });

  it('goes along the lineage by the keyboard alone', async () => {
    await page.goto(
      `/lineage?node=${encodeURIComponent('model.lakehouse.olist__dim_customers')}&up=1&down=1`,
    );
    await page.locator('.asset[data-mark="chosen"]', { hasText: 'dim_customers' }).waitFor();
    await page.getByRole('application', { name: /^Graph/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('complementary').getByRole('heading', { name: 'olist__top_customers' }).waitFor();
  });

  it('says what was skipped below a failed test, and shows the statement', async () => {
    await page.goto('/runs');
    await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: /^What went wrong/ }).waitFor();
    const skipped = page.getByRole('region', { name: 'Models that were skipped' });
    await skipped.getByRole('link', { name: 'retail__sales_by_country' }).waitFor();
  });

  it('filters a dashboard, and downloads its rows', async () => {
    await page.goto('/dashboards/olist');
    const orders = page.locator('.stat', { hasText: 'Orders' }).first().locator('.stat-value');
    await orders.waitFor();
    const before = await orders.textContent();
    await page.getByRole('button', { name: /^State/ }).click();
    await page.getByRole('checkbox', { name: 'SP' }).check();
    await until(async () => (await orders.textContent()) !== before);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /CSV/ }).first().click(),
    ]);
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(rows.length).toBeGreaterThan(2);
    expect(rows[0]?.toLowerCase()).toContain('state');
  });

  it('says in the place of a page that it cannot be fetched, and shows it when it can', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.route('**/assets/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Quality' }).click();
    await page.getByRole('alert').getByText('This page could not be fetched.').waitFor();
    await page.unroute('**/assets/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Quality' }).waitFor();
    // The browser told of each file that was held back.
    visited.complaints.length = 0;
  });

  it('tells of a mistake in the project while it is there', async () => {
    const model = join(demo.project, 'models/retail/gold/retail__top_products.sql');
    const before = readFileSync(model, 'utf8');
    const mistake = page.getByRole('alert').getByText("ref('nothing_of_that_name')").first();
    await page.goto('/quality');
    await page.getByRole('heading', { name: 'Quality' }).waitFor();
    writeFileSync(model, `${before}\n{{ ref('nothing_of_that_name') }}\n`);
    await mistake.waitFor();
    writeFileSync(model, before);
    await mistake.waitFor({ state: 'detached' });
  });

  it('starts a run and watches it to its end', async () => {
    await page.goto('/runs');
    await page.getByRole('button', { name: 'Materialise' }).click();
    await page.getByRole('textbox', { name: /^Select/ }).fill('tag:olist');
    await page.getByRole('checkbox', { name: /^Rebuild/ }).check();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const newest = page.getByRole('region', { name: 'Runs' }).locator('tbody tr').first();
    await newest.getByText('running').waitFor();
    await newest.getByRole('link').first().click();
    await page
      .getByRole('status')
      .filter({ hasText: /\d+ of \d+ models/ })
      .waitFor();
    await page.locator('.gantt-bar').first().waitFor();
    await page
      .getByRole('heading', { name: /^Run of/ })
      .getByText('succeeded')
      .waitFor();
  });

  it('shows every page in light and dark without a barrier', async () => {
    const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    const latest = (await (await fetch(`${demo.url}/api/runs?limit=1`)).json()) as {
      items: { runId: string }[];
    };
    const barriers: string[] = [];
    for (const { name, path, ready } of pages) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path.replace('latest', latest.items[0]?.runId ?? ''));
      await page.locator(ready).first().waitFor();
      // The tool is no part of the page: it is evaluated by the debugger, past the content security policy.
      await page.evaluate(source);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        barriers.push(
          ...(await violations(page)).map((violation) => `${name}, ${colorScheme}: ${violation}`),
        );
      }
    }
    expect(barriers).toEqual([]);
  });
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run()).violations;
  });
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html.slice(0, 160))
        .slice(0, 3)
        .join(' ')}`,
  );
}
