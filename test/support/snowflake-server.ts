import { createVerify, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { LakehouseError } from '../../engine/errors';
import type { Result, Session, Warehouse } from '../../engine/warehouse/port';
import { AsynchronousStatements, statementsOfBlock } from './snowflake-queries';
import { answerTo, blockAnswer, wire, type Bindings } from './snowflake-wire';

/** What a client sent, as far as a test looks at it. */
export interface Login {
  readonly account: string;
  readonly user: string | undefined;
  readonly authenticator: string | undefined;
  readonly provider: string | undefined;
  readonly token: string | undefined;
  readonly role: string | undefined;
}

export interface StandInOptions {
  /** The warehouse of those who log in with a role. @default the one warehouse */
  readonly as?: ((role: string) => Warehouse) | undefined;
  /** HTTP status in the place of an answer: throttling, a service that is away. */
  readonly unavailable?: ((sql: string) => number | undefined) | undefined;
  /** @default any */
  readonly port?: number | undefined;
}

export interface Statement {
  readonly sql: string;
  /** Of the session's login. */
  readonly role: string;
  readonly parameters: { readonly [name: string]: unknown };
}

export interface StandIn {
  readonly url: string;
  readonly logins: Login[];
  readonly statements: Statement[];
  readonly asynchronous: AsynchronousStatements;
  /** Asked before the warehouse behind: for what that has no word for. */
  readonly answers: ((sql: string) => Result | undefined)[];
  close(): Promise<void>;
}

interface Body {
  readonly data?: { readonly [name: string]: string | undefined };
  readonly sqlText?: string;
  readonly bindings?: Bindings;
  readonly asyncExec?: boolean;
  readonly parameters?: { readonly [name: string]: unknown };
}

class Unavailable extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return text.length === 0 ? {} : (JSON.parse(text.toString('utf8')) as Body);
}

/** Whether a JSON web token is signed with the key of which this is the public half. */
function isSigned(token: string, publicKey: KeyObject): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  return createVerify('RSA-SHA256')
    .update(`${head}.${claims}`)
    .verify(publicKey, Buffer.from(signature, 'base64url'));
}

/**
 * Snowflake's side of its drivers' protocol (logins, queries with JSON results, errors), with a warehouse behind it.
 * The driver in between is the real one.
 * @param publicKey the key with which logins by key pair must be signed
 */
export async function snowflakeStandIn(
  warehouse: Warehouse,
  publicKey?: KeyObject,
  { as = () => warehouse, unavailable = () => undefined, port = 0 }: StandInOptions = {},
): Promise<StandIn> {
  const roles = new Map<string, string>();
  const warehouseOf = (token: string): Warehouse => as(roles.get(token) ?? '');
  const sessions = new Map<string, Session>();
  const logins: Login[] = [];
  const statements: Statement[] = [];
  const asynchronous = new AsynchronousStatements();
  const answers: ((sql: string) => Result | undefined)[] = [
    (sql) => asynchronous.history(sql),
    (sql) => asynchronous.cancel(sql),
  ];

  async function login(body: Body, role: string | undefined): Promise<object> {
    const data = body.data ?? {};
    const seen: Login = {
      account: data['ACCOUNT_NAME'] ?? '',
      user: data['LOGIN_NAME'],
      authenticator: data['AUTHENTICATOR'],
      provider: data['PROVIDER'],
      token: data['TOKEN'],
      role,
    };
    logins.push(seen);
    if (publicKey && !isSigned(seen.token ?? '', publicKey)) {
      return { success: false, code: '390144', message: 'JWT token is invalid.', data: {} };
    }
    const token = `session-${sessions.size + 1}`;
    roles.set(token, role ?? '');
    sessions.set(token, await warehouseOf(token).session());
    return { success: true, data: { token, masterToken: 'master', parameters: [], sessionInfo: {} } };
  }

  type Answered = { readonly success: boolean; readonly data: object };

  async function query(
    session: Session,
    { sqlText = '', bindings, parameters = {} }: Body,
  ): Promise<Answered> {
    try {
      const known = answers.map((one) => one(sqlText)).find((result) => result !== undefined);
      if (known) return { success: true, data: wire(known) };
      const block = statementsOfBlock(sqlText);
      for (const statement of block ?? []) await session.query(statement);
      const data = block ? blockAnswer() : await answerTo(warehouse, session, sqlText, bindings, parameters);
      return { success: true, data };
    } catch (error: unknown) {
      if (!(error instanceof LakehouseError)) throw error;
      // The warehouse behind has put number and state before Snowflake's words.
      const [, code = '000002', sqlState = '0A000', message = error.message] =
        /(\d{6}) \((\w+)\): ([^]*)/.exec(error.message) ?? [];
      const refused = { success: false, code, message, data: { errorCode: code, sqlState } };
      return refused;
    }
  }

  /** By itself, in a session of its own: those of one session run side by side. */
  async function submitted(token: string, requestId: string, body: Body): Promise<object> {
    const tag = String(body.parameters?.['QUERY_TAG'] ?? '{}');
    return asynchronous.submit({ requestId, session: token, sql: body.sqlText ?? '', tag }, async () => {
      const session = await warehouseOf(token).session();
      try {
        return await query(session, body);
      } finally {
        await session.close();
      }
    });
  }

  async function answer(request: IncomingMessage): Promise<object> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const token = /Token="([^"]+)"/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (url.pathname === '/session/v1/login-request')
      return login(await bodyOf(request), url.searchParams.get('roleName') ?? undefined);
    const session = sessions.get(token);
    if (!session) return { success: false, code: '390104', message: 'User must login again', data: null };
    if (url.pathname === '/queries/v1/query-request') {
      const body = await bodyOf(request);
      const { sqlText: sql = '', parameters = {}, asyncExec } = body;
      const status = unavailable(sql);
      if (status !== undefined) throw new Unavailable(status);
      statements.push({ sql, role: (roles.get(token) ?? '').toUpperCase(), parameters });
      return asyncExec === true
        ? submitted(token, url.searchParams.get('requestId') ?? '', body)
        : query(session, body);
    }
    const [, monitored] = /^\/monitoring\/queries\/([^/]+)$/.exec(url.pathname) ?? [];
    if (monitored !== undefined) return asynchronous.monitoring(monitored);
    const [, asked] = /^\/queries\/([^/]+)\/result$/.exec(url.pathname) ?? [];
    if (asked !== undefined) return asynchronous.result(asked);
    if (url.pathname === '/session' && url.searchParams.get('delete') === 'true') {
      sessions.delete(token);
      asynchronous.logout(token);
      await session.close();
    }
    return { success: true, data: null };
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      (error: unknown) => {
        response.writeHead(error instanceof Unavailable ? error.status : 500).end(String(error));
      },
    );
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    logins,
    statements,
    asynchronous,
    answers,
    close: async () => {
      await Promise.all([...sessions.values()].map((session) => session.close()));
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
