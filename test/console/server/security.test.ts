import { request } from 'node:http';
import type { About, Failure } from '../../../console/api';
import { openConsole, type TestConsole } from '../../support/console';

const spec = { models: { one: 'select 1 as id' } };
const started: unknown[] = [];
let open: TestConsole;
let runs: TestConsole;

beforeAll(async () => {
  open = await openConsole(spec);
  runs = await openConsole(spec, () => ({
    start: async (asked) => {
      started.push(asked);
      return { startedAt: '2026-01-02T03:04:05.000Z', models: 1, runId: 'R1' };
    },
  }));
});
afterAll(async () => {
  await open.close();
  await runs.close();
});
beforeEach(() => started.splice(0));

/** `fetch` writes Host itself, and a path as it should be: an attacker does neither. */
function raw(
  to: TestConsole,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port } = new URL(to.url);
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ hostname, port, path, method, headers: { ...length, ...headers } }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const message = (body: string): string => (JSON.parse(body) as Failure).message;
const own = (to: TestConsole): string => new URL(to.url).origin;

describe('a request is answered only if it is our own', () => {
  test('the console listens on the loopback interface alone', () => {
    expect(new URL(open.url).hostname).toBe('127.0.0.1');
  });

  test.each(['evil.example', 'evil.example:4180', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:80'])(
    'not under the name %s',
    async (host) => {
      for (const path of ['/', '/api/about', '/api/live', '/assets/a-1.js']) {
        const { status, body } = await raw(open, path, { headers: { host } });
        expect({ status, message: message(body) }).toEqual({
          status: 403,
          message: 'This console answers to its own address only: open the URL that it printed.',
        });
      }
    },
  );

  test('under localhost and the IPv6 loopback, which browsers may call it', async () => {
    const { port } = new URL(open.url);
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
      expect((await raw(open, '/api/about', { headers: { host } })).status).toBe(200);
    }
  });

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
    'not for a page of %s',
    async (origin) => {
      const { status, body } = await raw(open, '/api/graph', { headers: { origin } });
      expect({ status, message: message(body) }).toEqual({
        status: 403,
        message: 'Another page may not ask this console for anything.',
      });
    },
  );

  test.each(['cross-site', 'same-site'])('not for what the browser calls %s', async (site) => {
    expect((await open.get('/api/graph', { 'sec-fetch-site': site })).status).toBe(403);
  });

  test('a link on another page leads to the console, and to none of its data', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await raw(open, '/', { headers: { ...headers, accept: 'text/html' } })).status).toBe(200);
    expect((await raw(open, '/api/graph', { headers })).status).toBe(403);
  });

  test('no answer allows another origin to read it', async () => {
    const { headers } = await raw(open, '/api/about', { headers: { origin: own(open) } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('every answer, of whatever kind, carries the same protection', async () => {
  for (const path of ['/', '/assets/a-1.js', '/api/about', '/api/nowhere', '/nowhere.js']) {
    const { headers } = await open.get(path);
    const sent = Object.fromEntries(headers);
    expect({ path, ...sent }).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test.each([
  '/../package.json',
  '/..%2fpackage.json',
  '/assets/../../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/..%5c..%5cpackage.json',
  '//etc/passwd',
  '/%00',
])('no path leads to a file that is not of the page: %s', async (path) => {
  const { status, body } = await raw(open, path);
  expect([400, 404]).toContain(status);
  expect(body).not.toContain('"name"');
});

describe('without leave to run', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused, and says why', async (method) => {
    for (const [path, why] of [
      ['/api/runs', 'This console only reads.'],
      ['/api/graph', 'This console only reads.'],
      ['/', 'This console only reads.'],
    ] as const) {
      const { status, body } = await raw(open, path, { method, body: '{}' });
      expect({ status, message: message(body) }).toEqual({ status: 405, message: why });
    }
  });

  test('no token is told', async () => {
    const about = await open.json<About>('/api/about');
    expect(about).toMatchObject({ runs: { allowed: false, reason: 'This console only reads.' } });
    expect(about).not.toHaveProperty('token');
  });
});

describe('with leave to run', () => {
  const body = JSON.stringify({ select: ['one+'], exclude: [], fullRefresh: false });
  const tokenOf = async (): Promise<string> => (await runs.json<About>('/api/about')).token ?? '';

  test('our own page starts a run', async () => {
    const headers = { origin: own(runs), 'x-lakehouse-token': await tokenOf() };
    const answer = await raw(runs, '/api/runs', { method: 'POST', headers, body });
    expect(answer.status).toBe(202);
    expect(started).toEqual([{ select: ['one+'], exclude: [], fullRefresh: false }]);
  });

  test.each([
    ['without the token', {}],
    ['with another one', { 'x-lakehouse-token': 'x'.repeat(32) }],
  ])('nobody does %s', async (_, headers: Record<string, string>) => {
    const answer = await raw(runs, '/api/runs', { method: 'POST', headers, body });
    expect({ status: answer.status, message: message(answer.body) }).toEqual({
      status: 403,
      message: 'The console was started anew since this page was loaded: load it again.',
    });
    expect(started).toEqual([]);
  });

  test('a page of another origin does not, not even with the token', async () => {
    const headers = { origin: 'http://evil.example', 'x-lakehouse-token': await tokenOf() };
    expect((await raw(runs, '/api/runs', { method: 'POST', headers, body })).status).toBe(403);
    expect(started).toEqual([]);
  });

  test.each([
    [
      'no JSON',
      'select',
      'LH101 What to run is not understood: the body: Invalid input: expected object, received undefined.',
    ],
    [
      'names that are not known',
      '{"select":"one","exlude":[]}',
      'LH101 What to run is not understood: select: Invalid input: expected array, received string; the body: Unrecognized key: "exlude".',
    ],
  ])('a body with %s is refused', async (_, wrong, why) => {
    const headers = { 'x-lakehouse-token': await tokenOf() };
    const answer = await raw(runs, '/api/runs', { method: 'POST', headers, body: wrong });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      status: 400,
      code: 'LH101',
      message: why,
    });
    expect(started).toEqual([]);
  });

  test('a body beyond 64 KiB is not read', async () => {
    const headers = { 'x-lakehouse-token': await tokenOf() };
    const answer = await raw(runs, '/api/runs', { method: 'POST', headers, body: ' '.repeat(70_000) });
    expect(answer.status).toBe(413);
  });
});

test('no GET changes the warehouse or the state', async () => {
  const { shop } = open;
  await shop.build(spec);
  const before = [await shop.relations(), await shop.store.list('')];
  const node = 'model.shop.one';
  for (const path of [
    ...['about', 'graph', 'runs', 'ingest', 'ingest/files', 'ingest/errors', 'ingest/reconcile', 'quality'],
    ...['analyses', 'search?q=one', `nodes/${node}`, `nodes/${node}/rows`, 'tests/x/failing-rows'],
  ]) {
    await open.get(`/api/${path}`);
  }
  expect([await shop.relations(), await shop.store.list('')]).toEqual(before);
  expect(open.defects).toEqual([]);
});
