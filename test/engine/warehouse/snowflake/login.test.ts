import { generateKeyPairSync } from 'node:crypto';
import { openSnowflake, optionsFrom, type SnowflakeOptions } from '../../../../engine/warehouse/snowflake';
import { localWarehouse, type LocalWarehouse } from '../../../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../../../support/snowflake-server';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (pair: typeof keys): string =>
  pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let behind: LocalWarehouse;
let server: StandIn;
beforeAll(async () => {
  behind = await localWarehouse();
});
afterAll(() => behind.close());
afterEach(() => server.close());

const withKey = (key: string): SnowflakeOptions => ({
  account: 'acme-shop',
  user: 'LAKEHOUSE',
  database: 'LAKEHOUSE',
  accessUrl: server.url,
  authentication: { kind: 'key-pair', privateKey: key },
});

test('a login by key pair is signed, and carries no key', async () => {
  server = await snowflakeStandIn(behind.warehouse, keys.publicKey);
  const warehouse = await openSnowflake(withKey(pem(keys)));
  expect((await warehouse.query('SELECT 1 AS X')).rows).toEqual([[1]]);
  await warehouse.close();
  expect(server.logins).toEqual([
    {
      account: 'acme-shop',
      user: 'LAKEHOUSE',
      authenticator: 'SNOWFLAKE_JWT',
      provider: undefined,
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    },
  ]);
});

test('a login that is refused says so in the words of Snowflake, without what was sent', async () => {
  server = await snowflakeStandIn(behind.warehouse, keys.publicKey);
  const warehouse = await openSnowflake(withKey(pem(others)));
  const error: unknown = await warehouse.query('SELECT 1').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'LH560' });
  expect(String(error)).toContain('Snowflake account acme-shop cannot be used: 390144');
  expect(JSON.stringify(error)).not.toContain(server.logins[0]?.token ?? 'a token');
  await warehouse.close();
});

test('a workload identity sends its token and its provider', async () => {
  server = await snowflakeStandIn(behind.warehouse);
  // The driver sends such tokens to hosts of Snowflake alone.
  process.env['SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES'] = '127.0.0.1';
  try {
    const warehouse = await openSnowflake({
      account: 'acme-shop',
      database: 'LAKEHOUSE',
      accessUrl: server.url,
      authentication: { kind: 'workload-identity', provider: 'OIDC', token: 'a.b.c' },
    });
    await warehouse.query('SELECT 1');
    await warehouse.close();
  } finally {
    delete process.env['SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES'];
  }
  expect(server.logins).toMatchObject([
    { authenticator: 'WORKLOAD_IDENTITY', provider: 'OIDC', token: 'a.b.c' },
  ]);
});

test('statements carry their tag and the number of rows that are wanted', async () => {
  server = await snowflakeStandIn(behind.warehouse);
  const warehouse = await openSnowflake(withKey(pem(keys)));
  await warehouse.query('SELECT 1', { tag: 'run-7', maxRows: 5 });
  await warehouse.close();
  expect(server.statements.at(-1)).toMatchObject({
    sql: 'SELECT 1',
    parameters: { QUERY_TAG: 'run-7', ROWS_PER_RESULTSET: 5 },
  });
});

test('a session has the settings of the local engine, whatever the account has', async () => {
  server = await snowflakeStandIn(behind.warehouse);
  const warehouse = await openSnowflake(withKey(pem(keys)));
  await (await warehouse.session()).close();
  await warehouse.close();
  expect(server.statements.map(({ sql }) => sql)).toEqual([
    "ALTER SESSION SET TIMEZONE = 'UTC' TIMESTAMP_TYPE_MAPPING = 'TIMESTAMP_NTZ' " +
      "TIME_OUTPUT_FORMAT = 'HH24:MI:SS.FF9' BINARY_OUTPUT_FORMAT = 'HEX' WEEK_START = 0 WEEK_OF_YEAR_POLICY = 0 " +
      'STRICT_JSON_OUTPUT = TRUE QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE ERROR_ON_NONDETERMINISTIC_MERGE = TRUE ' +
      'ABORT_DETACHED_QUERY = FALSE',
  ]);
});

describe('the environment', () => {
  beforeEach(async () => {
    server = await snowflakeStandIn(behind.warehouse);
  });
  const key = (path: string): string => `the key in ${path}`;
  const account = { SNOWFLAKE_ACCOUNT: 'acme-shop', SNOWFLAKE_DATABASE: 'SHOP' };

  test('gives nothing without an account, or without anything to log in with', () => {
    expect(optionsFrom({}, key)).toBeUndefined();
    expect(optionsFrom({ ...account, SNOWFLAKE_USER: 'ME' }, key)).toBeUndefined();
    expect(optionsFrom({ ...account, SNOWFLAKE_PRIVATE_KEY: 'k' }, key)).toBeUndefined();
    expect(optionsFrom({ ...account, SNOWFLAKE_ACCOUNT: ' ' }, key)).toBeUndefined();
  });

  test('names a key by its text or by its file', () => {
    const user = { ...account, SNOWFLAKE_USER: 'ME' };
    expect(optionsFrom({ ...user, SNOWFLAKE_PRIVATE_KEY: 'k' }, key)?.authentication).toEqual({
      kind: 'key-pair',
      privateKey: 'k',
    });
    expect(optionsFrom({ ...user, SNOWFLAKE_PRIVATE_KEY_PATH: '/k.p8' }, key)?.authentication).toEqual({
      kind: 'key-pair',
      privateKey: 'the key in /k.p8',
    });
  });

  test('prefers a workload identity', () => {
    const both = { ...account, SNOWFLAKE_USER: 'ME', SNOWFLAKE_PRIVATE_KEY: 'k' };
    expect(optionsFrom({ ...both, SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'aws' }, key)).toMatchObject({
      authentication: { kind: 'workload-identity', provider: 'AWS' },
    });
  });
});
