import { fail } from '../../engine/errors';
import type { Warehouse } from '../../engine/warehouse/port';
import { openSnowflake, optionsFrom, type SnowflakeOptions } from '../../engine/warehouse/snowflake';
import { SNOWFLAKE_ENV } from '../deployment/contract';
import { Variables, type Environment } from '../environment';

/** What the secret of a key pair holds, as JSON; its key alone, as PEM, is taken as well. */
export interface KeyPairSecret {
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  readonly passphrase?: string;
}

/** Reads the text of a secret, by its ARN. */
export type ReadSecret = (arn: string) => Promise<string>;

/**
 * Snowflake as the function's own service user: by the function's IAM role where a workload identity is set, else by
 * the key pair in the secret. The secret is read anew each time, so that a rotated key is used by the next invocation.
 * Logs in when it is first asked something; close it before the invocation ends, since a session does not outlive the
 * function's sleep.
 */
export async function openFromEnvironment(
  env: Environment,
  readSecret: ReadSecret = secretsManager,
): Promise<Warehouse> {
  return openSnowflake(await optionsFromEnvironment(env, readSecret));
}

export async function optionsFromEnvironment(
  env: Environment,
  readSecret: ReadSecret,
): Promise<SnowflakeOptions> {
  const { account, database, user, workloadIdentityProvider, keyPairSecret } = SNOWFLAKE_ENV;
  const variables = new Variables(env);
  variables.required(account);
  variables.required(database);
  const byIdentity = variables.optional(workloadIdentityProvider) !== undefined;
  const secret = variables.optional(keyPairSecret);
  if (byIdentity) variables.oneOf(workloadIdentityProvider, ['AWS', 'OIDC']);
  else {
    variables.required(user);
    if (secret === undefined)
      variables.refuse(`Neither ${workloadIdentityProvider} nor ${keyPairSecret} is set`);
  }
  variables.check();
  const key = byIdentity || secret === undefined ? undefined : keyPairOf(await readSecret(secret), secret);
  // A function has no key files, so no path is read.
  const options = optionsFrom({ ...env, ...(key && keyVariables(key)) }, () => '');
  if (!options) throw new Error('the environment was checked and holds no login all the same');
  return options;
}

const keyVariables = ({ privateKey, passphrase }: KeyPairSecret): Environment => ({
  SNOWFLAKE_PRIVATE_KEY: privateKey,
  SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: passphrase,
});

/** Names the secret, never what is in it. */
function keyPairOf(text: string, secret: string): KeyPairSecret {
  const trimmed = text.trim();
  if (trimmed.startsWith('-----BEGIN')) return { privateKey: trimmed };
  let found: unknown;
  try {
    found = JSON.parse(trimmed);
  } catch {
    // Its error would quote the text.
    found = undefined;
  }
  const { privateKey, passphrase } = (found ?? {}) as { readonly [name: string]: unknown };
  if (typeof privateKey !== 'string' || !privateKey.includes('-----BEGIN')) {
    fail(
      'LH562',
      `The secret ${secret} holds no private key: it should be {"privateKey": "-----BEGIN PRIVATE KEY-----…"}.`,
    );
  }
  return { privateKey, ...(typeof passphrase === 'string' && { passphrase }) };
}

/** Loaded where it is needed: with a workload identity there is no secret. */
export async function secretsManager(arn: string): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({});
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString ?? '';
  } finally {
    client.destroy();
  }
}
