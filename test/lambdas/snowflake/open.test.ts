import { optionsFromEnvironment } from '../../../lambdas/snowflake/open';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';
const account = { SNOWFLAKE_ACCOUNT: 'acme-shop', SNOWFLAKE_DATABASE: 'LAKEHOUSE_DEV' };
const byKey = {
  ...account,
  SNOWFLAKE_USER: 'LAKEHOUSE_DEV_ADVANCE_USER',
  SNOWFLAKE_KEY_PAIR_SECRET: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:key',
};
const noSecret = (): Promise<string> => Promise.reject(new Error('no secret is to be read'));

test('logs in by the identity of the role, whatever secret there is', async () => {
  const env = { ...byKey, SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'AWS', SNOWFLAKE_ROLE: 'R' };
  expect(await optionsFromEnvironment(env, noSecret)).toMatchObject({
    account: 'acme-shop',
    database: 'LAKEHOUSE_DEV',
    role: 'R',
    authentication: { kind: 'workload-identity', provider: 'AWS' },
  });
});

test.each([
  ['as JSON', JSON.stringify({ privateKey: PEM, passphrase: 'p' }), { privateKey: PEM, passphrase: 'p' }],
  ['as JSON without a passphrase', JSON.stringify({ privateKey: PEM }), { privateKey: PEM }],
  ['as PEM', `${PEM}\n`, { privateKey: PEM }],
])('logs in by the key in the secret, %s', async (_, text, authentication) => {
  const asked: string[] = [];
  const options = await optionsFromEnvironment(byKey, (arn) => {
    asked.push(arn);
    return Promise.resolve(text);
  });
  expect(asked).toEqual([byKey.SNOWFLAKE_KEY_PAIR_SECRET]);
  expect(options.authentication).toEqual({ kind: 'key-pair', ...authentication });
});

test.each(['{"password":"hunter2"}', 'hunter2', '', '{"privateKey":"hunter2"}', 'null'])(
  'names a secret without a key, and nothing that is in it: %s',
  async (text) => {
    const refused: unknown = await optionsFromEnvironment(byKey, () => Promise.resolve(text)).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toBe(
      `LakehouseError: LH562 The secret ${byKey.SNOWFLAKE_KEY_PAIR_SECRET} holds no private key: it should be {"privateKey": "-----BEGIN PRIVATE KEY-----…"}.`,
    );
  },
);

test('says all that is missing at once, before any secret is read', async () => {
  await expect(optionsFromEnvironment({ SNOWFLAKE_ACCOUNT: ' ' }, noSecret)).rejects.toThrow(
    [
      'LH562 SNOWFLAKE_ACCOUNT is not set: the template sets it, deploy again.',
      'LH562 SNOWFLAKE_DATABASE is not set: the template sets it, deploy again.',
      'LH562 SNOWFLAKE_USER is not set: the template sets it, deploy again.',
      'LH562 Neither SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER nor SNOWFLAKE_KEY_PAIR_SECRET is set: the template sets it, deploy again.',
    ].join('\n'),
  );
});

test('refuses a provider that does not exist', async () => {
  const env = { ...account, SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'AMAZON' };
  await expect(optionsFromEnvironment(env, noSecret)).rejects.toThrow(
    'LH562 SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER is "AMAZON" and should be AWS or OIDC: the template sets it, deploy again.',
  );
});
