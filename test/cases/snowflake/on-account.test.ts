import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { localWarehouse } from '../../support/local-warehouse';
import { snowflakeStandIn } from '../../support/snowflake-server';

const root = resolve(__dirname, '../../..');

function run(
  args: readonly string[],
  account: { readonly [name: string]: string },
): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^SNOWFLAKE/.test(name)));
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      ['--require', 'tsx/cjs', join(__dirname, 'on-account.ts'), ...args],
      { cwd: root, env: { ...env, SNOWFLAKE_DISABLE_PLATFORM_DETECTION: 'true', ...account } },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (status) => {
      done({ status, out, err });
    });
  });
}

test('says that it is skipped, with status 77, where there is no account', async () => {
  const { status, out, err } = await run([], {});
  expect({ status, out }).toEqual({ status: 77, out: '' });
  expect(err).toContain('Skipped: there is no Snowflake account.');
});

test('refuses a family that there is not', async () => {
  const { status, err } = await run(['strings'], {});
  expect(status).toBe(2);
  expect(err).toContain('There is no family strings.');
});

test('prints the table of the cases through the driver, and leaves no schema', async () => {
  const behind = await localWarehouse();
  const server = await snowflakeStandIn(behind.warehouse);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { out, err } = await run(['cond'], {
    SNOWFLAKE_ACCOUNT: 'acme-shop',
    SNOWFLAKE_DATABASE: 'LAKEHOUSE',
    SNOWFLAKE_USER: 'LAKEHOUSE',
    SNOWFLAKE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    SNOWFLAKE_ACCESS_URL: server.url,
  });
  const catalog = await behind.warehouse.catalog();
  await server.close();
  await behind.close();
  expect(out).toMatch(/^family +equal +refused +different\ncond +\d+ +\d+ +\d+\nall +\d+ +\d+ +\d+\n$/);
  expect(Number(/all +(\d+)/.exec(out)?.[1])).toBeGreaterThan(10);
  expect(err).not.toContain('PRIVATE KEY');
  expect(catalog.filter(({ schema }) => schema.startsWith('CASE_'))).toEqual([]);
});
