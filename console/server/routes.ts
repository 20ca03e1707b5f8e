import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { About, Page, RunSummary } from '../api';
import { readAnalyses, readAnalysisCsv } from '../read/analyses';
import { columnLineage } from '../read/columns';
import { failingRows } from '../read/failing-rows';
import { readFiles, readIngest, readLoadErrors, readQuarantinedRows } from '../read/ingest';
import { nodeDetails } from '../read/node';
import { readQuality } from '../read/quality';
import type { Reader } from '../read/reader';
import { sampleRows } from '../read/sample';
import { search } from '../read/search';
import { failure } from './failure';
import { liveUpdates, type LiveHub } from './live';
import { slice, wholeNumber } from './parameters';
import { withToken } from './security';
import { startRun } from './start-run';

export interface RoutesOptions {
  readonly reader: Reader;
  readonly hub: LiveHub;
  readonly version: string;
  readonly token: string;
}

const LIMIT = bodyLimit({
  maxSize: 64 * 1024,
  onError: (c) => failure(c, 413, 'What to run takes no more than 64 KiB to say.'),
});

/** Everything below `/api`, in the order of `console/api/paths.ts`. */
export function routes({ reader, hub, version, token }: RoutesOptions): Hono {
  const { source } = reader;
  const api = new Hono();
  // A stream has no end that a digest or a compression could wait for.
  api.get('/live', liveUpdates(hub));
  api.use(compress(), etag({ weak: true }), async (c, next) => {
    await next();
    c.res.headers.append('Cache-Control', 'no-cache');
  });

  api.get('/about', async (c) => {
    const { project } = await source.project();
    const about: About = {
      ...{ target: source.target, place: source.place, project: project.name, version },
      now: source.now().toISOString(),
      runs: source.start ? { allowed: true } : { allowed: false, reason: source.whyNot },
      token: source.start && token,
    };
    return c.json(about);
  });
  api.get('/graph', async (c) => c.json(await reader.graph()));
  api.get('/search', async (c) =>
    c.json(search(await source.project(), (c.req.query('q') ?? '').slice(0, 200))),
  );

  api.get('/nodes/:id', async (c) => found(c, await nodeDetails(reader, c.req.param('id')), 'node'));
  api.get('/nodes/:id/rows', async (c) => {
    const limit = wholeNumber(c, 'limit', { otherwise: 50, most: 1000 });
    return found(c, await sampleRows(source, c.req.param('id'), limit), 'table');
  });
  api.get('/nodes/:id/columns/:column/lineage', async (c) => {
    const { id, column } = c.req.param();
    return found(c, columnLineage(await source.project(), id, column), 'column');
  });
  api.get('/tests/:id/failing-rows', async (c) =>
    found(c, await failingRows(reader, c.req.param('id'), c.req.query('run')), 'row that this test kept'),
  );

  api.get('/runs', async (c) => {
    const { offset, limit } = slice(c);
    const runs = await reader.runs();
    const page: Page<RunSummary> = {
      items: runs.slice(offset, offset + limit),
      total: runs.length,
      offset,
    };
    return c.json(page);
  });
  api.get('/runs/:id', async (c) =>
    found(c, await reader.run(await source.project(), c.req.param('id')), 'run'),
  );
  const { start } = source;
  if (start) {
    api.post('/runs', LIMIT, withToken(token), async (c) =>
      c.json(await start(startRun(await c.req.json<unknown>().catch(() => undefined))), 202),
    );
  }

  api.get('/ingest', async (c) => c.json(await readIngest(source)));
  api.get('/ingest/files', async (c) =>
    c.json(await readFiles(source, texts(c, 'domain', 'dataset', 'status'), slice(c))),
  );
  api.get('/ingest/errors', async (c) =>
    c.json(await readLoadErrors(source, texts(c, 'domain', 'dataset', 'reason'), slice(c))),
  );
  api.get('/ingest/quarantine', async (c) => {
    const { node = '', reason = '' } = c.req.query();
    return found(c, await readQuarantinedRows(source, node, reason), 'quarantine');
  });
  api.get('/ingest/reconcile', async (c) => c.json(await source.inspection.reconcile()));
  api.get('/quality', async (c) => c.json(await readQuality(source, reader.history)));

  api.get('/analyses', async (c) => c.json(await readAnalyses(source)));
  api.get('/analyses/:name', async (c) =>
    found(c, await reader.analysisRows(c.req.param('name')), 'analysis'),
  );
  api.get('/analyses/:name/rows.csv', async (c) => {
    const name = c.req.param('name');
    const text = await readAnalysisCsv(source, name, c.req.queries());
    if (text === undefined) return nothing(c, 'analysis');
    return c.body(text, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    });
  });

  api.all('*', (c) => {
    if (c.req.method === 'GET') return failure(c, 404, 'There is nothing under this path.');
    return failure(c, 405, c.req.path === '/api/runs' ? source.whyNot : 'This console only reads.');
  });
  return api;
}

function found<T extends object>(c: Context, answer: T | undefined, what: string): Response {
  return answer === undefined ? nothing(c, what) : c.json(answer);
}

const nothing = (c: Context, what: string): Response =>
  failure(c, 404, `There is no ${what} of that name here.`);

/** Those of the query string that are given. */
function texts<N extends string>(c: Context, ...names: readonly N[]): { readonly [name in N]?: string } {
  const given = names.flatMap((name) => {
    const text = c.req.query(name);
    return text === undefined || text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given) as { readonly [name in N]?: string };
}
