import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port';

export interface PostgresServer {
  readonly url: string;
  query(sql: string): Promise<void>;
  close(): Promise<void>;
}

const PACKAGES = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL server that Debian's packages have put here; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(PACKAGES)) return undefined;
  const [newest] = readdirSync(PACKAGES)
    .filter((version) => existsSync(join(PACKAGES, version, 'bin', 'initdb')))
    .sort((one, other) => Number(other) - Number(one));
  return newest === undefined ? undefined : join(PACKAGES, newest, 'bin');
}

/** A server of its own, on loopback, with an empty database. PostgreSQL refuses to run as root: its own user then runs it. */
export async function postgresServer(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const asRoot = process.getuid?.() === 0;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']).toString());
  const user = asRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (asRoot) chownSync(folder, idOf('-u'), idOf('-g'));
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'reader', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
  execFileSync(join(programs, 'initdb'), init, { ...user, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-k',
    folder,
    '-c',
    'fsync=off',
  ];
  const server = spawn(join(programs, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  const url = `postgres://reader@127.0.0.1:${port}/postgres`;
  const client = await connected(url);
  return {
    url,
    query: async (sql) => void (await client.query(sql)),
    close: async () => {
      await client.end();
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function connected(connectionString: string): Promise<Client> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      return client;
    } catch (error: unknown) {
      if (attempt >= 100) throw error;
      await sleep(100);
    }
  }
}
