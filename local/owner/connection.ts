import type { Socket } from 'node:net';
import { LakehouseError } from '../../engine/errors';
import type { QueryOptions, Result, Session, Warehouse } from '../../engine/warehouse/port';
import { encode, lineReader, type Reply, type ReplyError, type Request } from './protocol';

/** Rows in one message: enough to be fast, few enough that a wide result never makes one huge string. */
const ROWS_A_MESSAGE = 1000;

/**
 * Serves one client until it goes. A client that dies leaves nothing behind: its sessions are closed, which rolls
 * back what they had open. Resolves when that is done.
 */
export async function serveClient(socket: Socket, warehouse: Warehouse, retire: () => void): Promise<void> {
  const sessions = new Map<number, ServedSession>();
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // A client that was killed shows as ECONNRESET or EPIPE: 'close' follows, and that is where it is dealt with.
  socket.on('error', () => undefined);
  // Every answer that waits for a slow client listens for a moment: any number may.
  socket.setMaxListeners(0);

  const answer = async (request: Request): Promise<unknown> => {
    switch (request.call) {
      case 'query':
        return sendRows(socket, request.id, await runQuery(request.session, request.sql, request.options));
      case 'open session':
        sessions.set(request.session, new ServedSession(await warehouse.session()));
        return undefined;
      case 'close session':
        await sessionOf(request.session).close();
        sessions.delete(request.session);
        return undefined;
      case 'catalog':
        return warehouse.catalog();
      case 'columns':
        return warehouse.columns(request.relation);
      case 'change tokens':
        // JSON has no undefined in a list: null stands for "no such relation".
        return (await warehouse.changeTokens(request.relations)).map((token) => token ?? null);
      case 'retire':
        return retire();
    }
  };
  const runQuery = (session: number | undefined, sql: string, options: QueryOptions): Promise<Result> =>
    session === undefined ? warehouse.query(sql, options) : sessionOf(session).query(sql, options);
  const sessionOf = (id: number): ServedSession => {
    const session = sessions.get(id);
    if (!session) throw new Error(`no session ${id} on this connection`);
    return session;
  };

  const running = new Set<Promise<void>>();
  const onRequest = async (request: Request): Promise<void> => {
    const reply = await answer(request).then(
      (value): Reply => ({ id: request.id, value }),
      (e: unknown): Reply => ({ id: request.id, error: replyError(e) }),
    );
    await send(socket, reply);
  };
  socket.on(
    'data',
    lineReader((message) => {
      const work = onRequest(message as Request).finally(() => running.delete(work));
      running.add(work);
    }),
  );

  await gone;
  await Promise.allSettled([...sessions.values()].map((session) => session.close()));
  await Promise.allSettled(running);
}

/** A session takes one statement at a time, also from a client that does not wait for the answers. */
class ServedSession {
  readonly #session: Session;
  #last: Promise<unknown> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  query(sql: string, options: QueryOptions): Promise<Result> {
    return this.#next(() => this.#session.query(sql, options));
  }

  close(): Promise<void> {
    return this.#next(() => this.#session.close());
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

async function sendRows(socket: Socket, id: number, result: Result): Promise<unknown> {
  for (let start = 0; start < result.rows.length; start += ROWS_A_MESSAGE) {
    await send(socket, { id, rows: result.rows.slice(start, start + ROWS_A_MESSAGE) });
  }
  return { columns: result.columns, rowsAffected: result.rowsAffected };
}

/** Waits while a slow client has not read what it got, so that a large result does not pile up in memory. */
async function send(socket: Socket, reply: Reply): Promise<void> {
  if (socket.destroyed || socket.write(encode(reply))) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

function replyError(e: unknown): ReplyError {
  if (e instanceof LakehouseError) return { message: e.message, problems: e.problems };
  if (e instanceof Error) return { message: e.message, stack: e.stack };
  return { message: String(e) };
}
