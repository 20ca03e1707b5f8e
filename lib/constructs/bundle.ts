import { join } from 'node:path';

/** Every folder of `lambdas/` that has a handler. */
export const FUNCTIONS = [
  'advance',
  'arrival',
  'canary',
  'generator',
  'monitor',
  'notifications',
  'setup',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/**
 * Bytes that each bundle may have, with little to spare. All of it is loaded and parsed by every cold start; a bound that
 * is hit says that something came along that was not meant to.
 */
export const BUNDLE_BOUND: { readonly [name in FunctionName]: number } = {
  advance: 1_600_000,
  arrival: 300_000,
  canary: 1_250_000,
  generator: 550_000,
  monitor: 1_750_000,
  notifications: 400_000,
  setup: 1_500_000,
};

const ROOT = join(__dirname, '..', '..');
const leftOut = (name: string): string => join(ROOT, 'lambdas', 'snowflake', 'left-out', name);

/**
 * What the Snowflake driver loads and no function uses. Calling any of it throws (`absent.js`). Both logins are proven
 * from the bundle: test/lambdas/login.test.ts.
 */
const ABSENT = [
  // Azure and Google: storage for PUT and GET, and their workload identities.
  '@azure/identity',
  '@azure/storage-blob',
  'google-auth-library',
  // Logins through a browser, OAuth, connections.toml.
  'oauth4webapi',
  'open',
  'toml',
  // OCSP and revocation lists are switched off: docs/adr/0011-ocsp.md.
  '@techteamer/ocsp',
  'asn1.js',
  'asn1.js-rfc2560',
  'asn1.js-rfc5280',
  // Its log file: the driver's log is off.
  'winston',
  // Values of type XML, and the types of files that PUT sends.
  'fast-xml-parser',
  'mime-types',
  // Pools of connections: a function has one session.
  'generic-pool',
  // Credentials of a laptop: a function's come in its environment.
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
] as const;

/** These touch no object of the lake; the driver would bring the client along for PUT and GET. */
const WITHOUT_LAKE: readonly FunctionName[] = ['advance', 'setup'];

/** Options of esbuild, in plain data: the same for `esbuild.build`, `buildSync` and the command. */
export interface BundleOptions {
  readonly entryPoints: string[];
  readonly bundle: true;
  readonly platform: 'node';
  readonly target: string;
  readonly format: 'cjs';
  readonly minify: true;
  readonly mainFields: string[];
  readonly alias: { [name: string]: string };
  readonly define: { [name: string]: string };
  readonly legalComments: 'none';
  readonly charset: 'utf8';
}

/**
 * How `lambdas/<name>/handler.ts` becomes one file that needs nothing beside it: the AWS SDK is in it, since the one in
 * the runtime changes without notice. No source map: it would be as large again, and stacks of one minified file name
 * functions all the same.
 */
export function bundleOptions(name: FunctionName): BundleOptions {
  const options = bundleOf(join(ROOT, 'lambdas', name, 'handler.ts'));
  if (!WITHOUT_LAKE.includes(name)) return options;
  return { ...options, alias: { ...options.alias, '@aws-sdk/client-s3': leftOut('absent.js') } };
}

/** The same for any entry. */
export function bundleOf(entry: string): BundleOptions {
  return {
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    // The AWS SDK's modules are half of what its CommonJS is, since unused commands fall out.
    mainFields: ['module', 'main'],
    alias: {
      ...Object.fromEntries(ABSENT.map((name) => [name, leftOut('absent.js')])),
      'moment-timezone': leftOut('time-zones.js'),
    },
    define: {
      // It would ask the metadata addresses of three clouds, and STS, as soon as it is loaded, and wait at login.
      'process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION': '"true"',
      // A native library for telemetry, beside the bundle: it is not there.
      'process.env.SNOWFLAKE_DISABLE_MINICORE': '"true"',
    },
    legalComments: 'none',
    charset: 'utf8',
  };
}
