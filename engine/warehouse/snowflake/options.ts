/** How a session proves who it is. There are no passwords. */
export type Authentication =
  | {
      readonly kind: 'key-pair';
      /** PKCS#8 in PEM. */
      readonly privateKey: string;
      readonly passphrase?: string | undefined;
    }
  | {
      /**
       * The identity of the machine: its IAM role on AWS.
       * https://docs.snowflake.com/en/user-guide/workload-identity-federation
       */
      readonly kind: 'workload-identity';
      readonly provider: 'AWS' | 'AZURE' | 'GCP' | 'OIDC';
      /** The token itself, for OIDC alone. */
      readonly token?: string | undefined;
    };

export interface SnowflakeOptions {
  /** `ORGANIZATION-ACCOUNT`. */
  readonly account: string;
  readonly authentication: Authentication;
  /** Not needed with a workload identity, which names its user. */
  readonly user?: string | undefined;
  readonly role?: string | undefined;
  readonly warehouse?: string | undefined;
  /** The database whose relations `catalog()` lists. */
  readonly database: string;
  /** @default the account's own address */
  readonly accessUrl?: string | undefined;
}

/**
 * The variables of the environment that say where and who; undefined where there is no account or nothing to log in
 * with.
 */
export function optionsFrom(
  env: { readonly [name: string]: string | undefined },
  readKey: (path: string) => string,
): SnowflakeOptions | undefined {
  const given = (name: string): string | undefined => env[`SNOWFLAKE_${name}`]?.trim() || undefined;
  const account = given('ACCOUNT');
  const database = given('DATABASE');
  const authentication = authenticationFrom(given, readKey);
  if (account === undefined || database === undefined || !authentication) return undefined;
  return {
    account,
    database,
    authentication,
    user: given('USER'),
    role: given('ROLE'),
    warehouse: given('WAREHOUSE'),
    accessUrl: given('ACCESS_URL'),
  };
}

function authenticationFrom(
  given: (name: string) => string | undefined,
  readKey: (path: string) => string,
): Authentication | undefined {
  const provider = given('WORKLOAD_IDENTITY_PROVIDER')?.toUpperCase();
  if (provider === 'AWS' || provider === 'AZURE' || provider === 'GCP' || provider === 'OIDC') {
    return { kind: 'workload-identity', provider, token: given('TOKEN') };
  }
  const path = given('PRIVATE_KEY_PATH');
  const privateKey = given('PRIVATE_KEY') ?? (path === undefined ? undefined : readKey(path));
  if (privateKey === undefined || given('USER') === undefined) return undefined;
  return { kind: 'key-pair', privateKey, passphrase: given('PRIVATE_KEY_PASSPHRASE') };
}
