import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRequirements, statementsOf, type AccountSpec } from '../../../engine/account';
import type { Lake } from '../../../engine/landing/lake';
import { s3Lake } from '../../../engine/landing/s3';
import { openDuckdb } from '../../../engine/warehouse/duckdb';
import { translate } from '../../../engine/warehouse/duckdb/translate';
import { snowflakeStandIn } from '../snowflake-server';
import { refusal, SnowflakeAccount } from '.';

export interface AccountServerOptions {
  /** An administrator has run this. */
  readonly spec: AccountSpec;
  /** Of the S3 server that has the lake's bucket; which one that is, the integration says. */
  readonly endpoint: string;
  /** What pipes say is their queue. */
  readonly queueArn: string;
  readonly port: number;
  readonly controlPort: number;
}

/**
 * The account as a process of its own: the driver's protocol on one port, DuckDB behind it, files of a bucket. On the
 * other port whoever tests it is in control:
 * - `GET /statements` what was sent, with the role of who logged in; `DELETE /statements` forgets it
 * - `GET /pipes` their comment, state and queue
 * - `POST /announce` `{"keys": […]}` S3's messages, which load the files
 * - `POST /fail` `{"matching": "^CREATE PIPE", "message": "…"}` statements fail; `DELETE /fail` no more
 * - `POST /throttle` `{"matching": "…", "status": 429, "times": 2}`
 */
export async function startAccountServer(options: AccountServerOptions): Promise<{ close(): Promise<void> }> {
  const { spec, endpoint, queueArn, port, controlPort } = options;
  const now = () => new Date();
  const lake = lakeOnceKnown(endpoint, port, () => account);
  const behind = await openDuckdb({
    ...{ path: ':memory:', databaseName: spec.names.database, translate, lake, clock: now },
  });
  const account: SnowflakeAccount = new SnowflakeAccount({
    ...{ now, behind, isBucket: true },
    files: async () => {
      const found = [];
      for await (const { key, modifiedAt } of lake.list('bronze/'))
        found.push({ key, modified: new Date(modifiedAt) });
      return found;
    },
  });
  account.queueArn = queueArn;
  const admin = await account.warehouse('ACCOUNTADMIN').session();
  for (const requirement of accountRequirements(spec))
    for (const sql of statementsOf(requirement)) await admin.query(sql);
  account.sent.length = 0;

  let throttled: { readonly matching: RegExp; readonly status: number; times: number } | undefined;
  const standIn = await snowflakeStandIn(account.warehouse('PUBLIC'), undefined, {
    port,
    as: (role) => account.warehouse(role.toUpperCase()),
    unavailable: (sql) => {
      if (!throttled || throttled.times <= 0 || !throttled.matching.test(sql)) return undefined;
      throttled.times -= 1;
      return throttled.status;
    },
  });

  async function control(method: string, path: string, body: Control): Promise<unknown> {
    switch (`${method} ${path}`) {
      case 'GET /statements':
        return standIn.statements.map(({ sql, role }) => ({ sql, role }));
      case 'DELETE /statements':
        return standIn.statements.splice(0).length;
      case 'GET /pipes':
        return [...account.state.pipes].map(([name, { comment, paused, queue }]) => ({
          ...{ name, comment, paused, queued: queue.length },
        }));
      case 'POST /announce':
        for (const key of body.keys ?? []) account.announce(key);
        await account.ingest();
        return body.keys?.length ?? 0;
      case 'POST /fail': {
        const matching = new RegExp(body.matching ?? '$^', 'i');
        account.interrupt = (sql) =>
          matching.test(sql) ? refusal('000603', 'XX000', body.message ?? 'internal error') : undefined;
        return 'failing';
      }
      case 'DELETE /fail':
        account.interrupt = () => undefined;
        return 'well';
      case 'POST /throttle':
        throttled = {
          matching: new RegExp(body.matching ?? '.', 'i'),
          ...{ status: body.status ?? 429, times: body.times ?? 1 },
        };
        return 'throttling';
      default:
        return { url: standIn.url };
    }
  }

  const controls = createServer((request, response) => {
    bodyOf(request)
      .then((body) => control(request.method ?? 'GET', request.url ?? '/', body))
      .then(
        (answer) =>
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  await new Promise<void>((done) => controls.listen(controlPort, '127.0.0.1', done));
  return {
    close: async () => {
      controls.closeAllConnections();
      await new Promise((done) => controls.close(done));
      await standIn.close();
      await behind.close();
    },
  };
}

/** The bucket is made by the deploy that asks this account for an integration. */
function lakeOnceKnown(endpoint: string, port: number, account: () => SnowflakeAccount): Lake {
  const opened = new Map<string, Lake>();
  const current = (): Lake => {
    const [location = ''] = [...account().state.integrations.values()].flatMap(({ locations }) => locations);
    const [, bucket] = /^s3:\/\/([^/]+)\//.exec(location) ?? [];
    if (bucket === undefined) throw new Error('no integration has said which bucket the lake is');
    const lake =
      opened.get(bucket) ??
      s3Lake({
        bucket,
        endpoint,
        region: process.env['AWS_REGION'],
        spool: join(tmpdir(), `snowflake-account-${port}`),
      });
    opened.set(bucket, lake);
    return lake;
  };
  return {
    get url() {
      return current().url;
    },
    list: (prefix) => current().list(prefix),
    stat: (key) => current().stat(key),
    open: (key) => current().open(key),
    stage: (content) => current().stage(content),
  };
}

interface Control {
  readonly keys?: readonly string[];
  readonly matching?: string;
  readonly message?: string;
  readonly status?: number;
  readonly times?: number;
}

async function bodyOf(request: IncomingMessage): Promise<Control> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString('utf8')) as Control);
}
