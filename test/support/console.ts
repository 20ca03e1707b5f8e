import { serveConsole, type RunningConsole } from '../../console/server';
import type { BuiltPage } from '../../console/server/page';
import { readOnly } from '../../console/read/read-only';
import type { ConsoleSource } from '../../console/read/source';
import { openShop, type Shop } from './shop';
import { small, type Small } from './small-project';

/** A console over a small project on a real local warehouse. */
export interface TestConsole {
  readonly shop: Shop;
  readonly url: string;
  /** What went wrong by our own fault. */
  readonly defects: unknown[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json<T>(path: string): Promise<T>;
  /** Another project from now on. */
  use(spec: Small): void;
  close(): Promise<void>;
}

const PAGE: BuiltPage = new Map([
  ['/index.html', pageFile('<!doctype html><title>Lakehouse</title>', 'text/html; charset=utf-8', '"index"')],
  ['/assets/a-1.js', pageFile('export {};', 'text/javascript; charset=utf-8', '"script"')],
]);

function pageFile(text: string, type: string, etag: string) {
  return { bytes: Buffer.from(text), zipped: undefined, type, etag };
}

export async function openConsole(
  spec: Small,
  changes: (shop: Shop) => Partial<ConsoleSource> = () => ({}),
): Promise<TestConsole> {
  const shop = await openShop();
  const defects: unknown[] = [];
  let view = small(spec);
  const source: ConsoleSource = {
    target: 'local',
    place: '/home/shop',
    database: 'LAKEHOUSE',
    project: async () => view,
    mistake: () => undefined,
    store: shop.store,
    warehouse: readOnly(shop.warehouse),
    inspection: {
      arrived: async () => 'nothing',
      status: async () => ({ datasets: [], lag: [], rejected: [], quarantined: [] }),
      pending: async () => [],
      reconcile: async () => [],
    },
    whyNot: 'This console only reads.',
    now: shop.clock.now,
    pollMilliseconds: 20,
    ...changes(shop),
  };
  const running: RunningConsole = await serveConsole({
    ...{ source, page: PAGE, version: '1.2.3', port: 0 },
    onDefect: (error) => defects.push(error),
  });
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, running.url), { headers });
  return {
    ...{ shop, url: running.url, defects, get },
    json: async <T>(path: string) => {
      const response = await get(path);
      if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
      return (await response.json()) as T;
    },
    use: (other) => (view = small(other)),
    async close() {
      await running.close();
      await shop.warehouse.close();
    },
  };
}
