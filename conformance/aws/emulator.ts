import { join } from 'node:path';
import { startServer, type Server } from '../server';
import type { ReadyVenv } from '../venv';

export const ACCOUNT = '000000000000';
export const REGION = 'eu-central-1';

export interface Emulator extends Server {
  readonly endpoint: string;
  /** What a client of AWS needs in its environment to speak with the emulator, and with nothing else. */
  readonly env: { readonly [name: string]: string | undefined };
}

/**
 * AWS on this machine (ministack): functions run as processes of this host, under this Node.
 * NODE_PATH: CDK's own functions expect the SDK that Lambda's runtime brings along.
 */
export async function startEmulator(
  venv: ReadyVenv,
  { root, port, log }: { readonly root: string; readonly port: number; readonly log: string },
): Promise<Emulator> {
  const endpoint = `http://127.0.0.1:${port}`;
  const env = {
    ...venv.env,
    // The emulator's functions look for python3 and node here.
    PATH: `${venv.bin}:${venv.env['PATH'] ?? ''}`,
    NODE_PATH: join(root, 'node_modules'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    // The functions' driver shows its identity to Snowflake's own hosts alone, unless it is told of others.
    SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES: '127.0.0.1',
  };
  const server = await startServer(join(venv.bin, 'ministack'), [], {
    // Without BIND_HOST it listens on every interface, and for MQTT too.
    env: { ...env, BIND_HOST: '127.0.0.1', IOT_MTLS_ENABLED: '0', GATEWAY_PORT: String(port) },
    cwd: root,
    log,
    url: `${endpoint}/_ministack/health`,
  });
  return { ...server, endpoint, env };
}
