import { mkdirSync, readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { request as send } from 'node:https';
import { join } from 'node:path';
import { startServer, type Server } from '../server';
import type { ReadyVenv } from '../venv';

export const ACCOUNT = '000000000000';
export const REGION = 'eu-central-1';

export interface Emulator extends Server {
  readonly endpoint: string;
  /** What a client of AWS needs in its environment to speak with the emulator, and with nothing else. */
  readonly env: { readonly [name: string]: string | undefined };
  /** A call without a client of AWS. Rejects where the answer is an error. */
  request(path: string, headers?: OutgoingHttpHeaders, body?: string): Promise<string>;
}

/**
 * AWS on this machine (ministack): functions run as processes of this host, under this Node and their own roles, whose
 * policies are enforced with the buckets' and queues' own. Over TLS, since the lake refuses anything else.
 * NODE_PATH: CDK's own functions expect the SDK that Lambda's runtime brings along.
 */
export async function startEmulator(
  venv: ReadyVenv,
  { root, port, folder }: { readonly root: string; readonly port: number; readonly folder: string },
): Promise<Emulator> {
  const endpoint = `https://127.0.0.1:${port}`;
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  // The emulator makes it when it starts, by openssl.
  const certificate = join(temporary, 'ministack-tls/server.crt');
  const env = {
    ...venv.env,
    // The emulator's functions look for python3 and node here.
    PATH: `${venv.bin}:${venv.env['PATH'] ?? ''}`,
    NODE_PATH: join(root, 'node_modules'),
    NODE_EXTRA_CA_CERTS: certificate,
    AWS_CA_BUNDLE: certificate,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    // The account's root, in the emulator's eyes: whoever deploys. Functions have their roles' own keys.
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    // The functions' driver shows its identity to Snowflake's own hosts alone, unless it is told of others.
    SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES: '127.0.0.1',
  };
  const request: Emulator['request'] = (path, headers = {}, body) =>
    new Promise((done, failed) => {
      const options = { method: body === undefined ? 'GET' : 'POST', headers, ca: readFileSync(certificate) };
      const sent = send(`${endpoint}${path}`, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => (response.statusCode === 200 ? done(text) : failed(new Error(text))));
      });
      sent.on('error', failed).end(body);
    });
  const server = await startServer(join(venv.bin, 'ministack'), [], {
    env: {
      ...env,
      ...{ AUTH: 'true', USE_SSL: '1', TMPDIR: temporary, GATEWAY_PORT: String(port) },
      // Without BIND_HOST it listens on every interface, and for MQTT too.
      ...{ BIND_HOST: '127.0.0.1', IOT_MTLS_ENABLED: '0' },
    },
    cwd: root,
    log: join(folder, 'emulator.log'),
    ready: () => request('/_ministack/health'),
  });
  return { ...server, endpoint, env, request };
}
