import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launch } from '../../test/support/console-page/chromium';
import { measured, retireOwner, start } from '../lakehouse/command';
import { count, table } from '../table';
import { median } from '../translate/measure';
import { sizesOf, together } from './bytes';
import { movement, pan, zoom, type Movement } from './frames';
import { wideGraph } from './wide-graph';

const DIST = resolve(__dirname, '../../console/page/dist');

/** What the page weighs, when it shows the first number after a demo, and how a graph of a thousand nodes moves. */
export async function consoleBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      nodes: { type: 'string', default: '1000' },
      size: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '7' },
    },
  });
  if (chromiumPath === undefined)
    throw new Error('There is no Chromium here: apt-get install chromium, or set CHROMIUM.');
  const home = mkdtempSync(join(tmpdir(), 'lh-bench-console-'));
  await measured(home, ['demo', '--size', values.size, '--no-serve', '--json']);
  const browser = await launch(chromiumPath);
  const served = start(home, ['console', '--port', '0', '--json']);
  const ended = once(served, 'close');
  try {
    const [line] = (await once(served.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    printBytes(print);
    await printPaint(print, browser, url, Number(values.rounds));
    await printGraph(print, browser, url, Number(values.nodes));
    print(`load ${(loadavg()[0] ?? 0).toFixed(1)}`);
  } finally {
    served.kill('SIGINT');
    await Promise.all([browser.close(), ended]);
    await retireOwner(home);
    rmSync(home, { recursive: true, force: true });
  }
}

function printBytes(print: (line: string) => void): void {
  const sizes = sizesOf(DIST);
  const rows = sizes.slice(0, 12).map(({ name, raw, zipped }) => [name, count(raw), count(zipped)]);
  const all = together(sizes);
  print(
    table(
      ['the largest files', 'bytes', 'gzip'],
      [...rows, [`all ${sizes.length}`, count(all.raw), count(all.zipped)]],
    ),
  );
}

interface Opened {
  readonly paint: number;
  readonly useful: number;
  readonly bytes: number;
}

/** A fresh profile each time: nothing is in the browser's cache. */
async function open(browser: Browser, url: string, path: string, useful: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(new URL(path, url).href, { waitUntil: 'commit' });
  await page.locator(useful).first().waitFor();
  const found = await page.evaluate(() => {
    const resources = performance.getEntriesByType('resource') as unknown as {
      name: string;
      encodedBodySize: number;
    }[];
    return {
      useful: performance.now(),
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      bytes: resources
        .filter(({ name }) => !name.includes('/api/'))
        .reduce((sum, one) => sum + one.encodedBodySize, 0),
    };
  });
  await context.close();
  return found;
}

async function printPaint(
  print: (line: string) => void,
  browser: Browser,
  url: string,
  rounds: number,
): Promise<void> {
  const places = [
    ['overview', '/', '.stat-value'],
    ['overview, with its numbers', '/', '.key-numbers dd:not(:empty)'],
    ['lineage', '/lineage', '.group'],
    ['dashboard', '/dashboards/olist', '.chart svg'],
  ] as const;
  const rows: string[][] = [];
  for (const [name, path, useful] of places) {
    const opened: Opened[] = [];
    for (let round = 0; round < rounds; round += 1) opened.push(await open(browser, url, path, useful));
    const middle = (figure: (one: Opened) => number) => count(median(opened.map(figure)));
    rows.push([
      name,
      middle(({ paint }) => paint),
      middle(({ useful: at }) => at),
      middle(({ bytes }) => bytes),
    ]);
  }
  print(table(['opened cold', 'first paint ms', 'useful ms', 'bytes of page'], rows));
}

/** The graph is put in the place of the project's; everything else is the real page. */
async function printGraph(
  print: (line: string) => void,
  browser: Browser,
  url: string,
  nodes: number,
): Promise<void> {
  const graph = wideGraph(nodes);
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.route('**/api/graph', (route) => route.fulfill({ json: graph }));
  const rows: string[][] = [];
  const note = (name: string, ready: number, moved: Movement) => {
    const { framesPerSecond, longestFrame, longTasks, longTaskMs } = moved;
    rows.push([
      name,
      count(ready),
      count(framesPerSecond),
      count(longestFrame),
      `${longTasks} (${count(longTaskMs)} ms)`,
    ]);
  };
  for (const [name, query, ready] of [
    ['closed groups', '', '.group'],
    [`${count(nodes)} cards`, '?open=all', '.asset'],
  ] as const) {
    await page.goto(new URL(`/lineage${query}`, url).href, { waitUntil: 'commit' });
    await page.locator(ready).first().waitFor();
    const at = await page.evaluate(() => performance.now());
    await page.waitForTimeout(500);
    note(`${name}, panned`, at, await movement(page, () => pan(page, 4000)));
    note(`${name}, zoomed`, at, await movement(page, () => zoom(page, 4000)));
  }
  print(`${count(graph.nodes.length)} nodes, ${count(graph.edges.length)} edges`);
  print(table(['graph', 'there after ms', 'frames/s', 'longest frame ms', 'tasks > 50 ms'], rows));
  await page.close();
}
