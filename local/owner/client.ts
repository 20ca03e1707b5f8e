import type { Socket } from 'node:net';
import { LakehouseError } from '../../engine/errors';
import type {
  CatalogEntry,
  Column,
  QueryOptions,
  RelationName,
  Result,
  Session,
  Warehouse,
  WarehouseTraits,
} from '../../engine/warehouse/port';
import {
  encode,
  type Call,
  type Greeting,
  type QueryEnd,
  type Reply,
  type ReplyError,
  type Row,
} from './protocol';

interface Waiting {
  readonly rows: Row[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** The owner's warehouse as its client sees it. All calls share one connection; answers come in any order. */
export class OwnerClient implements Warehouse {
  readonly traits: WarehouseTraits;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lost: Error | undefined;

  constructor(socket: Socket, greeting: Greeting) {
    this.#socket = socket;
    this.traits = greeting.traits;
    socket.on('error', () => undefined);
    socket.once('close', () => this.#lose());
  }

  /** Takes a message of the owner, after its greeting. */
  receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ('rows' in reply) {
      for (const row of reply.rows) waiting.rows.push(row);
      return;
    }
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#socket.unref();
    if ('error' in reply) waiting.reject(thrown(reply.error));
    else waiting.resolve(reply.value);
  }

  query(sql: string, options: QueryOptions = {}): Promise<Result> {
    return this.#query(undefined, sql, options);
  }

  async session(): Promise<Session> {
    const session = ++this.#lastId;
    await this.#call({ call: 'open session', session });
    return {
      query: (sql, options = {}) => this.#query(session, sql, options),
      close: async () => void (await this.#call({ call: 'close session', session })),
    };
  }

  async catalog(): Promise<readonly CatalogEntry[]> {
    return (await this.#call({ call: 'catalog' })) as readonly CatalogEntry[];
  }

  async columns(relation: RelationName): Promise<readonly Column[] | undefined> {
    return (await this.#call({ call: 'columns', relation })) as readonly Column[] | undefined;
  }

  async changeTokens(relations: readonly RelationName[]): Promise<readonly (string | undefined)[]> {
    const tokens = (await this.#call({ call: 'change tokens', relations })) as readonly (string | null)[];
    return tokens.map((token) => token ?? undefined);
  }

  async close(): Promise<void> {
    this.#lost ??= new Error('the connection was closed by this program');
    await new Promise<void>((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.ref();
      this.#socket.destroy();
    });
  }

  async #query(session: number | undefined, sql: string, options: QueryOptions): Promise<Result> {
    const rows: Row[] = [];
    const end = (await this.#call({ call: 'query', session, sql, options }, rows)) as QueryEnd;
    return { ...end, rows };
  }

  #call(call: Call, rows: Row[] = []): Promise<unknown> {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { rows, resolve, reject });
      // A program with nothing left to wait for may end although it never closed the connection.
      this.#socket.ref();
      this.#socket.write(encode({ id, ...call }));
    });
  }

  #lose(): void {
    this.#lost ??= new LakehouseError([
      {
        code: 'LH804',
        message:
          'The process that owns the local database has ended. What was not committed is undone; run the command again.',
      },
    ]);
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}

function thrown({ message, problems, stack }: ReplyError): Error {
  if (problems) return new LakehouseError(problems);
  const error = new Error(message);
  // Where it went wrong is in the owner's code: this stack says more than ours.
  if (stack) error.stack = stack;
  return error;
}
