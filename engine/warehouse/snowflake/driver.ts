import type * as Sdk from 'snowflake-sdk';
import type { SnowflakeOptions } from './options';

export type Driver = typeof Sdk;
export type Connection = Sdk.Connection;

let loaded: Promise<Driver> | undefined;

/**
 * The official driver, loaded when it is first needed: it takes half a second, and asks the metadata addresses of
 * the clouds as soon as it is loaded.
 */
export function loadDriver(): Promise<Driver> {
  loaded ??= import('snowflake-sdk').then((module: Driver & { readonly default?: Driver }) => {
    // A CommonJS package: what it exports is the default of the module, or its names, as the loader decides.
    const sdk = module.default ?? module;
    // A lookup at a third party for every certificate, which fails open and so proves nothing. TLS is checked as ever.
    // docs/adr/0011-ocsp.md
    sdk.configure({ disableOCSPChecks: true, logLevel: 'OFF', additionalLogToConsole: false });
    return sdk;
  });
  return loaded;
}

/** The options in the driver's words. */
export function connectionOptions(options: SnowflakeOptions): Sdk.ConnectionOptions {
  return defined({
    account: options.account,
    username: options.user,
    role: options.role,
    warehouse: options.warehouse,
    database: options.database,
    accessUrl: options.accessUrl,
    application: 'lakehouse',
    rowMode: 'array',
    // Everything else loses digits: numbers become doubles, JSON is parsed and printed again.
    fetchAsString: ['Number', 'JSON', 'Buffer'],
    // Else NULL is the text `NULL` wherever values are fetched as text.
    representNullAsStringNull: false,
    clientSessionKeepAlive: true,
    ...authentication(options),
  });
}

function authentication({ authentication: how }: SnowflakeOptions): Sdk.ConnectionOptions {
  switch (how.kind) {
    case 'key-pair':
      return defined({
        authenticator: 'SNOWFLAKE_JWT',
        privateKey: how.privateKey,
        privateKeyPass: how.passphrase,
      });
    case 'workload-identity':
      return defined({
        authenticator: 'WORKLOAD_IDENTITY',
        workloadIdentityProvider: how.provider,
        token: how.token,
      });
  }
}

/** The driver takes an option that is undefined for a value that is wrong. */
function defined(options: { readonly [K in keyof Sdk.ConnectionOptions]: unknown }): Sdk.ConnectionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
