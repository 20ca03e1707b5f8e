import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { Warehouse } from '../../engine/warehouse/port';
import { serveClient } from './connection';
import { encode, PROTOCOL } from './protocol';

export interface ServeOptions {
  readonly warehouse: Warehouse;
  /** A Unix socket's path or the name of a pipe. */
  readonly address: string;
  readonly build: string;
  readonly pid: number;
  /** Ends when nobody has been connected for so long. */
  readonly idleMilliseconds: number;
  /** Ends at once, as soon as the statements under way are through. */
  readonly signal: AbortSignal;
  /** The address answers from now on. */
  readonly onListening: () => void;
}

/**
 * Serves the warehouse until nobody needs it. Whoever calls this must own the database: it removes a socket that
 * a dead owner left behind. Resolves when the last client has gone and the address answers no more.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { warehouse, address, build, pid } = options;
  const clients = new Map<Socket, Promise<void>>();
  let idle: NodeJS.Timeout | undefined;
  let retiring = false;

  const server = createServer((socket) => {
    clearTimeout(idle);
    socket.write(encode({ protocol: PROTOCOL, build, pid, traits: warehouse.traits }));
    const served = serveClient(socket, warehouse, retire).finally(() => {
      clients.delete(socket);
      if (clients.size === 0) wait();
    });
    clients.set(socket, served);
  });
  const wait = (): void => {
    if (retiring) return;
    idle = setTimeout(retire, options.idleMilliseconds);
  };
  function retire(): void {
    retiring = true;
    clearTimeout(idle);
    server.close();
  }
  const stop = (): void => {
    retire();
    for (const socket of clients.keys()) socket.destroy();
  };

  const closed = new Promise<void>((resolve, reject) => {
    server.once('close', () => resolve());
    server.once('error', reject);
  });
  if (!address.startsWith('\\\\')) rmSync(address, { force: true });
  server.listen(address, () => {
    options.onListening();
    if (options.signal.aborted) return stop();
    options.signal.addEventListener('abort', stop, { once: true });
    wait();
  });
  await closed;
  await Promise.all(clients.values());
}
