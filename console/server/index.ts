import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import { codeOf, fail } from '../../engine/errors';
import { makeReader } from '../read/reader';
import type { ConsoleSource } from '../read/source';
import { failure, thrown } from './failure';
import { liveHub } from './live';
import { servePage, type BuiltPage } from './page';
import { routes } from './routes';
import { ownRequestsOnly, securityHeaders } from './security';

export { readPage, type BuiltPage } from './page';

export interface ConsoleOptions {
  readonly source: ConsoleSource;
  readonly page: BuiltPage;
  readonly version: string;
  /** Undefined: the first free one from 4180 on. */
  readonly port?: number | undefined;
  /** Told of what went wrong by our own fault. */
  readonly onDefect: (error: unknown) => void;
}

export interface RunningConsole {
  readonly url: string;
  /** Makes what takes longest, so that whoever opens the page finds it. What fails is told to whom it fails for. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_PORT = 4180;
const TRIED_PORTS = 20;

/** Serves the console on the loopback interface alone, until it is closed. */
export async function serveConsole({
  source,
  page,
  version,
  port,
  onDefect,
}: ConsoleOptions): Promise<RunningConsole> {
  const reader = makeReader(source);
  const hub = liveHub(reader, onDefect);
  const token = randomBytes(24).toString('base64url');
  let listening = 0;
  const app = new Hono();
  app.onError((error, c) => thrown(c, error, onDefect));
  app.use(
    securityHeaders,
    ownRequestsOnly(() => listening),
  );
  app.route('/api', routes({ reader, hub, version, token }));
  app.get('*', servePage(page));
  app.all('*', (c) => failure(c, 405, 'This console only reads.'));

  const server = createAdaptorServer({ fetch: app.fetch }) as Server & { closeAllConnections(): void };
  listening = port === undefined ? await listenFrom(server, DEFAULT_PORT) : await listen(server, port);
  return {
    url: `http://127.0.0.1:${String(listening)}/`,
    warm: () =>
      reader.graph().then(
        () => undefined,
        () => undefined,
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Live updates have no end of their own.
        server.closeAllConnections();
      }),
  };
}

async function listenFrom(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + TRIED_PORTS - 1; port += 1) {
    try {
      return await listen(server, port);
    } catch (e: unknown) {
      if (codeOf(e) !== 'LH901') throw e;
    }
  }
  return listen(server, first + TRIED_PORTS - 1);
}

/** Throws LH901 where another program listens there, or may not be listened at all. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  }).catch((e: unknown) => {
    const code = codeOf(e);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw e;
    const why = code === 'EACCES' ? 'may not be used without more rights' : 'is in use by another program';
    return fail(
      'LH901',
      `Port ${String(port)} ${why}. Give another --port, or none for the first that is free.`,
    );
  }) as Promise<number>;
}
