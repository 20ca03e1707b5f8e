import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleOf } from '../../lib/constructs/bundle';
import { awsJson } from '../support/lambdas/aws-json';
import { chunkedResult } from '../support/lambdas/chunked-result';
import { localWarehouse, type LocalWarehouse } from '../support/local-warehouse';
import { snowflakeStandIn, type StandIn } from '../support/snowflake-server';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:lakehouse-dev-monitor';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const folder = mkdtempSync(join(tmpdir(), 'bundled-'));
const bundle = join(folder, 'query.js');
let behind: LocalWarehouse;
let snowflake: StandIn;

beforeAll(async () => {
  behind = await localWarehouse();
  buildSync({
    ...bundleOf(join(__dirname, '..', 'support', 'lambdas', 'query-child.ts')),
    outfile: bundle,
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await behind.close();
  rmSync(folder, { recursive: true });
});

/** The bundle alone, in a folder without packages and with nothing in its environment but what is given. */
function query(sql: string, env: { readonly [name: string]: string }): Promise<unknown> {
  return new Promise((done, reject) => {
    execFile(
      process.execPath,
      [bundle, sql],
      { cwd: folder, env: { HOME: folder, AWS_REGION: 'eu-west-1', NODE_NO_WARNINGS: '1', ...env } },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else if (stderr !== '') reject(new Error(stderr));
        else done(JSON.parse(stdout));
      },
    );
  });
}

const account = (url: string) => ({
  SNOWFLAKE_ACCOUNT: 'acme-shop',
  SNOWFLAKE_DATABASE: 'LAKEHOUSE',
  SNOWFLAKE_USER: 'LAKEHOUSE_DEV_MONITOR_USER',
  SNOWFLAKE_ACCESS_URL: url,
});
/** The function's role, as the runtime of a function says it. */
const role = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
};
const identity = {
  ...role,
  SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'AWS',
  // The driver shows an identity to hosts of Snowflake alone.
  SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES: '127.0.0.1',
};

const EVERY_TYPE = `SELECT 12345678901234567890 AS N, 1.5::FLOAT AS F, 'é' AS T, TRUE AS B, '2026-01-02'::DATE AS D,
  '03:04:05'::TIME AS C, '2026-07-02 03:04:05.123456'::TIMESTAMP_NTZ AS M, PARSE_JSON('{"a":[1,null]}') AS V, NULL AS X`;
const ITS_ROW = [
  '12345678901234567890',
  1.5,
  'é',
  true,
  '2026-01-02',
  '03:04:05',
  '2026-07-02 03:04:05.123456',
  '{"a":[1,null]}',
  null,
];

describe('from the bundle', () => {
  afterEach(() => snowflake.close());

  test("logs in by the role's identity: a signed question to STS that Snowflake asks for it", async () => {
    snowflake = await snowflakeStandIn(behind.warehouse);
    expect(await query(EVERY_TYPE, { ...account(snowflake.url), ...identity })).toMatchObject({
      rows: [ITS_ROW],
    });
    expect(snowflake.logins).toMatchObject([
      { account: 'acme-shop', authenticator: 'WORKLOAD_IDENTITY', provider: 'AWS' },
    ]);
    const attestation = Buffer.from(snowflake.logins[0]?.token ?? '', 'base64').toString();
    expect(JSON.parse(attestation)).toEqual({
      url: 'https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15',
      method: 'POST',
      headers: {
        host: 'sts.eu-west-1.amazonaws.com',
        'x-snowflake-audience': 'snowflakecomputing.com',
        'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
        'x-amz-security-token': 'session',
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sts\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token;x-snowflake-audience, Signature=[0-9a-f]{64}$/,
        ),
      },
    });
  });

  test('logs in by the key pair in the secret', async () => {
    snowflake = await snowflakeStandIn(behind.warehouse, keys.publicKey);
    const secrets = await awsJson({
      GetSecretValue: () => ({ SecretString: JSON.stringify({ privateKey }) }),
    });
    const env = {
      ...account(snowflake.url),
      ...role,
      SNOWFLAKE_KEY_PAIR_SECRET: SECRET,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    };
    expect(await query(EVERY_TYPE, env)).toMatchObject({ rows: [ITS_ROW] });
    expect(secrets.calls).toEqual([{ operation: 'GetSecretValue', body: { SecretId: SECRET } }]);
    expect(snowflake.logins).toMatchObject([
      { user: 'LAKEHOUSE_DEV_MONITOR_USER', authenticator: 'SNOWFLAKE_JWT' },
    ]);
    await secrets.close();
  });

  test('says a refused statement in the words of Snowflake', async () => {
    snowflake = await snowflakeStandIn(behind.warehouse);
    expect(await query('SELECT * FROM NOWHERE', { ...account(snowflake.url), ...identity })).toEqual({
      code: 'LH502',
      message: expect.stringContaining(
        "002003 (42S02): SQL compilation error: Object 'NOWHERE' does not exist or not authorized.",
      ),
    });
  });
});

test('reads a large result piece by piece, from the bundle', async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => [`row ${index}`, 'é'.repeat(50)]);
  const server = await chunkedResult(rows, 1000);
  expect(await query('SELECT', { ...account(server.url), ...identity })).toEqual({
    columns: ['A', 'B'],
    count: 2500,
    rows: rows.slice(0, 3),
    last: rows.at(-1),
  });
  expect(new Set(server.fetched.map(({ path }) => path))).toEqual(new Set(['/piece/0', '/piece/1']));
  expect(server.fetched.map(({ key }) => key)).toEqual(
    server.fetched.map(() => 'a key of this result alone'),
  );
  await server.close();
});
