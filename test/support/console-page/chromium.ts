import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

/** The browser of this machine; `CHROMIUM` names one at another place. Debian's package is called chromium. */
export const chromiumPath: string | undefined = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Milliseconds: for what never comes, not for what comes late. */
const PATIENCE = 120_000;

export function launch(path: string): Promise<Browser> {
  // Containers run as root, where Chromium's own sandbox refuses to start; it opens nothing but our page.
  const args = ['--no-sandbox', '--font-render-hinting=none'];
  return chromium.launch({ executablePath: path, args, timeout: PATIENCE });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser had to complain about: its console, uncaught errors, refused content, other hosts. */
  readonly complaints: string[];
}

/** A page that keeps what goes wrong in it. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    // A violation of the content security policy is an error of the console too.
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:'))
      complaints.push(`other host: ${request.url()}`);
  });
  return { context, page, complaints };
}
