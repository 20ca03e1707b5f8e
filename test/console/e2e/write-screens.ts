import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildDemo } from '../../support/built-demo';
import { chromiumPath, launch, visit } from '../../support/console-page/chromium';
import { serveDemo } from '../../support/console-page/served-demo';
import { temporaryHomes } from '../../support/local/temporary-home';
import { pages } from './pages';

/** Pictures of the README: of a lakehouse that the demo has just made. */
const README: readonly Picture[] = [
  { file: 'console-overview.png', page: 'overview', scheme: 'light' },
  { file: 'console-lineage.png', page: 'lineage-focus', scheme: 'light' },
  { file: 'console-run.png', page: 'run', scheme: 'dark', press: 'Slowest' },
  { file: 'console-dashboard.png', page: 'dashboard-olist', scheme: 'light' },
];

interface Picture {
  readonly file: string;
  readonly page: string;
  readonly scheme: 'light' | 'dark';
  /** Name of a button that is pressed before. */
  readonly press?: string;
}

const WIDTHS = [1440, 768] as const;

/**
 * `npm run docs:screens` writes the README's pictures; `npm run docs:screens -- <folder>` writes every page there, light and
 * dark, at two widths, for who changes the page and wants to look at all of it.
 */
async function main(folder: string | undefined): Promise<void> {
  if (chromiumPath === undefined)
    throw new Error('There is no Chromium here: apt-get install chromium, or set CHROMIUM.');
  const browser = await launch(chromiumPath);
  const homes = temporaryHomes();
  const home = homes.make();
  await buildDemo(home, 2000);
  const demo = await serveDemo(home, { failing: folder !== undefined });
  try {
    await (folder === undefined ? readme(browser, demo.url) : everything(browser, demo.url, resolve(folder)));
  } finally {
    await browser.close();
    await demo.close();
    await homes.remove();
  }
}

async function readme(browser: Browser, url: string): Promise<void> {
  const images = join(__dirname, '../../../docs/images');
  mkdirSync(images, { recursive: true });
  for (const { file, page: name, scheme, press } of README) {
    const { context, page } = await visit(browser, url, {
      colorScheme: scheme,
      viewport: { width: 1256, height: 728 },
    });
    await show(page, url, name);
    if (press !== undefined) await page.getByRole('button', { name: press }).click();
    await page.screenshot({ path: join(images, file) });
    await context.close();
  }
}

async function everything(browser: Browser, url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const width of WIDTHS)
    for (const scheme of ['light', 'dark'] as const) {
      const viewport = { width, height: width > 1000 ? 900 : 1024 };
      const { context, page } = await visit(browser, url, { colorScheme: scheme, viewport });
      for (const { name } of pages) {
        await show(page, url, name);
        await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
      }
      await context.close();
    }
}

async function show(page: Page, url: string, name: string): Promise<void> {
  const found = pages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no page ${name}.`);
  const latest = (await (await fetch(`${url}/api/runs?limit=1`)).json()) as { items: { runId: string }[] };
  await page.goto(found.path.replace('latest', latest.items[0]?.runId ?? ''));
  await page.locator(found.ready).first().waitFor();
  // Charts are drawn when their width is known, and the numbers of a dashboard come one by one.
  await page.waitForLoadState('load');
  await page.waitForTimeout(1500);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
