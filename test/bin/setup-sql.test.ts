import { generateKeyPairSync } from 'node:crypto';
import { SnowflakeAccount } from '../support/snowflake-account';
import { snowflakeStandIn } from '../support/snowflake-server';
import { call } from '../support/bin/captured-io';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** The command, through the real driver, against an account. */
async function checked(account: SnowflakeAccount, ...more: readonly string[]) {
  const server = await snowflakeStandIn(account.warehouse('ACCOUNTADMIN'), undefined, {
    as: (role) => account.warehouse(role),
  });
  try {
    return await call(['setup-sql', '--env', 'dev', '--check', ...more], {
      isTerminal: true,
      env: {
        SNOWFLAKE_ACCESS_URL: server.url,
        SNOWFLAKE_USER: 'ADMIN',
        SNOWFLAKE_PRIVATE_KEY: privateKey,
      },
    });
  } finally {
    await server.close();
  }
}

const account = () => new SnowflakeAccount({ now: () => new Date('2026-01-02T03:04:05Z') });

test('the printed block is all that the check asks for', async () => {
  const { out, status } = await call(['setup-sql', '--env', 'dev']);
  expect(status).toBe(0);
  const here = account();
  const session = await here.warehouse('ACCOUNTADMIN').session();
  const statements = out.replaceAll(/^--.*$/gm, '').split(/;\n/);
  for (const sql of statements.map((one) => one.trim()).filter(Boolean)) await session.query(sql);
  expect(await checked(here)).toEqual({
    status: 0,
    out: '',
    err: 'Nothing is missing, as ACCOUNTADMIN sees it.\n',
  });
});

test('the check prints what is missing with the statements that mend it, and ends with status 1', async () => {
  const { status, out } = await checked(account());
  expect(status).toBe(1);
  expect(out).toContain(
    '-- There is no role LAKEHOUSE_DEV_READER.\n' +
      'USE ROLE USERADMIN;\n' +
      "CREATE ROLE IF NOT EXISTS LAKEHOUSE_DEV_READER COMMENT = 'Reads gold: for people and BI tools';\n" +
      'USE ROLE ACCOUNTADMIN;\n',
  );
});

test('the check is JSON where it is asked for', async () => {
  const { out } = await checked(account(), '--json');
  expect(JSON.parse(out)).toMatchObject({
    missing: expect.arrayContaining([
      expect.objectContaining({ what: 'There is no database LAKEHOUSE_DEV.' }),
    ]),
    unseen: [],
  });
});

test('the check says as whom it logs in where it cannot', async () => {
  expect(await call(['setup-sql', '--env', 'dev', '--check'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('LH560 The check logs in as an account administrator: set SNOWFLAKE_USER'),
  });
});

test('an unknown environment is named with those that there are', async () => {
  expect(await call(['setup-sql', '--env', 'dve'])).toEqual({
    ...{ status: 2, out: '' },
    err: 'LH106 environments.yml There is no environment "dve"; did you mean dev? There are: dev, staging, prod.\n',
  });
});
